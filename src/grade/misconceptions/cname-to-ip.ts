import { defineMistake } from '../mistake.ts';
import { recordSaid } from '../record.ts';

export default defineMistake({
  find: (reading) => {
    const { answer, clauses } = recordSaid(reading);
    return answer === 'cname-to-ip' ? clauses[0] : undefined;
  },
  examples: {
    held: [
      'www is a CNAME record which maps www.foobar.com to 8.8.8.8',
      'www is a CNAME record that points to the IP address 8.8.8.8.',
      'www.foobar.com is a CNAME -> 8.8.8.8',
      'The CNAME record maps www to the IP of the server.',
      'www is a CNAME that maps to the server IP.',
      'www is a CNAME (canonical name) record. It points to the IP of the server.',
      'www is called a CNAME. This record leads to foobar.com or directly to the IP address 8.8.8.8.',
      'www is a CNAME: an alias of foobar.com, specifically pointing to the IP of the server.',
      'It is a CNAME record, that ties the name to the IP address of the server.',
      'www is a CNAME (canonical name), which maps a name to an IP address.',
    ],
    notHeld: [
      'www is a CNAME for foobar.com, which has the IP 8.8.8.8.',
      'www is an A record that points to the IP 8.8.8.8.',
      'It is not a CNAME that points to an IP.',
      'www is not a CNAME, because a CNAME cannot point to an IP.',
      'The CNAME points to foobar.com which points to the IP.',
      'A CNAME record points to a name, not to an IP.',
      'www is a CNAME of foobar.com. It is not tied to the IP of the server.',
      'www is a CNAME of foobar.com. The DNS server gives back the IP 8.8.8.8.',
      'www is a CNAME: it leads to foobar.com or to another name that has the IP.',
      'www is a CNAME of foobar.com. It lets both names have the same IP.',
      'www is a CNAME record, which points to foobar.com, which has the IP 8.8.8.8.',
      'www is a CNAME record, which is resolved before the IP is asked for.',
      'It is a CNAME that leads www to the root domain, or directly an A record that leads to the IP.',
    ],
  },
});
