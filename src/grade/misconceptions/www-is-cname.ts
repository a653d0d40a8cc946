import { defineMistake } from '../mistake.ts';
import { recordSaid } from '../record.ts';

export default defineMistake({
  find: (reading) => {
    const { answer, clauses } = recordSaid(reading);
    return answer === 'cname' ? clauses[0] : undefined;
  },
  examples: {
    held: [
      'www is a CNAME.',
      'The type of DNS record www is CNAME record.',
      'www is a CNAME that is an alias of another domain.',
      'Type of DNS record: CNAME',
      'It is a canonical name (CNAME).',
      'The record of www is usually a CNAME that leads to foobar.com.',
      'www is a CNAME of foobar.com. DNS translates domain names into IP addresses.',
      'www is a CNAME of foobar.com. It does not have the same IP as foobar.com.',
    ],
    notHeld: [
      'www is an A record and not a CNAME.',
      'www is a CNAME of foobar.com, and foobar.com has an A record.',
      'www is an A record or a CNAME.',
      'A CNAME is an alias; but here www is an A record.',
      'CNAME is not used, it is an A record.',
      'www is not a CNAME, because a CNAME cannot point to an IP.',
      'www is a subdomain.',
      'In general www could be a CNAME.',
      'www is generally a CNAME, but here it is an A record.',
      'www is a CNAME. It points to the IP of our machine.',
      'www is a CNAME of foobar.com, so that both have the same IP address.',
      'DNS finds the A record of www.foobar.com.\n\nWhat type of DNS record is www?\nThe www is usually a CNAME record.',
    ],
  },
});
