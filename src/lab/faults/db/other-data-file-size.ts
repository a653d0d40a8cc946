import { configured } from '../../changes/db.ts';
import { defineFault } from '../../fault.ts';

export default defineFault({
  title: 'The database server does not start: its data file has another size than its configuration says',
  symptom: 'The front page is an error, "500: no database". The page about the site is fine.',
  level: 3,
  outside: { finding: 'db/handshake', cause: 'refused' },
  inside: { finding: 'db/runs', cause: 'data-file-size' },
  look: 'db/error.log ends with an unknown storage engine, InnoDB. The first [ERROR] above it is the reason: the data file ibdata1 is of a different size than innodb_data_file_path says, which is a line of db/my.cnf.',
  apply: (plan) => configured(plan, { innodb_data_file_path: 'ibdata1:64M' }),
});
