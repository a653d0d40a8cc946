import { definePoint, full, half, none } from '../point.ts';
import { recordSaid } from '../record.ts';

export default definePoint({
  title: 'the type of the record www',
  judge: (reading) => {
    const { answer, clauses } = recordSaid(reading);
    if (answer === 'a') return full('it names an A record', ...clauses);
    if (answer === 'cname-chain')
      return half(
        'a CNAME for a name that has the address works, but the record asked for holds the address itself',
        ...clauses,
      );
    if (answer === 'hedge') return half('it names A and CNAME and chooses neither', ...clauses);
    if (answer === 'cname')
      return none('a CNAME is named, and the record asked for holds an address', ...clauses);
    if (answer === 'cname-to-ip') return none('a CNAME never holds an address', ...clauses);
    return none('the type of the record is not named');
  },
  examples: {
    full: [
      'www is an A record.',
      'What type of DNS record is www?\nA',
      'www.foobar.com uses an A record, not a CNAME.',
      'The www record is of type A.',
      'Here we use an A record, in general www could be a CNAME.',
    ],
    half: [
      'www is a CNAME for foobar.com, and foobar.com has an A record with 8.8.8.8.',
      'www is an A record or a CNAME.',
    ],
    none: [
      'www is a CNAME.',
      'www is a CNAME that points to the IP 8.8.8.8.',
      'www is a subdomain.',
      'A record of users is stored in MySQL.',
      'www is a record.',
    ],
  },
});
