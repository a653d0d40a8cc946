import { defineMistake } from '../mistake.ts';
import { appHoldsDatabase } from '../wrong.ts';

export default defineMistake({
  find: appHoldsDatabase,
  examples: {
    held: [
      'The application server is the backend. It is the part of the system that holds the database.',
      'Application server: this is the part that contains the database and the modules.',
      'The database is part of the application server.',
      'The application server is where the database is stored.',
      'MySQL is located inside the app server.',
      'The application server holds the database and the logic.',
      'The application server contains the database.',
      'The application server holds the code base and the database.',
      'The application server includes the database.',
    ],
    notHeld: [
      'The server is a machine. It is the part that holds the database.',
      'The machine runs the application server. It is the place that holds the database.',
      'The application server asks the database. This is the part that holds the database tables.',
      'The database is not in the application server.',
      'The database is in the same server as the application server.',
      'The application server keeps a database connection open.',
      'The application server queries the database.',
      'The server contains the application server and the database.',
      'The server contains the database.',
      'The application server contains the code that talks to the database.',
      'The application server has access to the database.',
      'The application server runs the logic, which includes managing the database.',
    ],
  },
});
