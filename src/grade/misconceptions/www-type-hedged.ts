import { defineMistake } from '../mistake.ts';
import { recordSaid } from '../record.ts';

export default defineMistake({
  find: (reading) => {
    const { answer, clauses } = recordSaid(reading);
    return answer === 'hedge' ? clauses[0] : undefined;
  },
  examples: {
    held: [
      'www is an A record or a CNAME record.',
      'It can be either CNAME or A.',
      'The record is A/CNAME.',
      "It's A or CNAME, as you configure it.",
      'The www can be a CNAME or an A record.',
      'www can be A or CNAME. An A record holds an IP, a CNAME holds a name.',
      'It is a CNAME that leads www to the root domain, or directly an A record that leads to the IP.',
      'www is an A record that holds the address of the machine, or a CNAME of foobar.com.',
    ],
    notHeld: [
      'www is an A record.',
      'We use an A record here, www could be a CNAME elsewhere.',
      'www is a CNAME.',
      'www can be a CNAME or an A record. In this task it is an A record.',
      'CNAME is for names and A for IPs; www is an A record.',
      'www is an A record. It is not an alias or a CNAME.',
    ],
  },
});
