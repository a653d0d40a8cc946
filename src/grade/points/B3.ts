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
    if (answer === 'both')
      return half('it names an A record in one place and a CNAME in another', ...clauses);
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
      'WWW IS NOT A CNAME, BECAUSE A CNAME CANNOT POINT TO AN IP. IT IS AN A RECORD.',
      'The www record is of type A.',
      'Here we use an A record, in general www could be a CNAME.',
      'The www is an A record.',
      'It is an A type record.',
      'A record (Address record).',
      'The DNS record type is A',
      'www.foobar.com: A record which maps the hostname to IPv4 8.8.8.8',
      'The type is an A record because it points to an IP address and not to another name like CNAME.',
      'the "www" is an "A" record',
      'DNS A record',
      "The type of DNS record is 'A' record.",
      'www record type: A (Address)',
      'In our case www is A record, it points to 8.8.8.8.',
      'It uses A record',
      'An A-record',
      'It is a A record.',
      'The record www is of type "A".',
      'The A record for www.foobar.com holds the IP address.',
      'What type of DNS record www is in www.foobar.com?\nIt is an address record.',
      'www.foobar.com IN A 8.8.8.8',
      'What type of DNS record www is in www.foobar.com -> DNS A',
      'www could be a CNAME or an A record. In our design it is an A record for 8.8.8.8.',
      'It is A or CNAME in general. Here we use an A record.',
      '```mermaid\ngraph TD\nA[User] --> B[DNS: www A record 8.8.8.8]\n```\nThe user opens the site.',
      'www is an A record. Other sites have www as a CNAME.',
      'DNS finds the A record of www.foobar.com. A CNAME is an alias of another name.',
    ],
    half: [
      "Domain name:\n- Maps to the server's IP through DNS\n\nWhat type of DNS record is www?\nA CNAME that points to foobar.com.",
      'www is a CNAME for foobar.com, and foobar.com has an A record with 8.8.8.8.',
      'www is an A record or a CNAME.',
      'It may be a CNAME or an A record.',
      'Both A and CNAME can be used for www.',
      'CNAME: www.foobar.com -> foobar.com; A: foobar.com -> 8.8.8.8',
      'www is either A or CNAME',
      'www can be A or CNAME. An A record holds an IP, a CNAME holds a name.',
      'www is a CNAME, so that only the A record of foobar.com changes when the machine moves.',
      'www is a CNAME that leads to foobar.com. The domain has a record with the IP of the server, 8.8.8.8.',
      'www is a CNAME for foobar.com. This name points to 8.8.8.8.',
      'www is a CNAME that points to foobar.com, whose A record points to 8.8.8.8.',
      'DNS finds 8.8.8.8 in the A record of www.foobar.com.\n\nWhat type of DNS record is www?\nThe www is usually a CNAME record.',
      'www is a CNAME of foobar.com, so that both have the same IP address.',
      'A CNAME record leads www.foobar.com to the domain, so that it ends at the same IP as foobar.com.',
      'www is an A record that holds the address of the machine, or a CNAME of foobar.com.',
      'It is a CNAME that sends www to the root domain, or directly an A record.',
    ],
    none: [
      'www is a CNAME.',
      'www is a CNAME that points to the IP 8.8.8.8.',
      'www is a subdomain.',
      'www is a CNAME for foobar.com. DNS translates domain names into IP addresses like 8.8.8.8.',
      'www is a CNAME that leads to the A record of the domain or directly to the IP of the server.',
      'What type of DNS record www is in www.foobar.com -> CNAME',
      'A record of users is stored in MySQL.',
      'www is a record.',
      'www is a subdomain record.',
      'It is a canonical name (CNAME).',
      'www stands for world wide web.',
      'A DNS record points to the IP.',
      'The www points to 8.8.8.8.',
      'A domain has a record in the DNS.',
      'It is not an A record, it is a CNAME.',
      'A user asks for www.foobar.com.',
      'The www is a host record? No: CNAME.',
      'www is a CNAME of foobar.com. It does not have the same IP as foobar.com.',
    ],
  },
});
