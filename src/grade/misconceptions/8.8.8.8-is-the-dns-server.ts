import { defineMistake } from '../mistake.ts';
import { findClause, isAddressOfResolver } from '../wrong.ts';

export default defineMistake({
  find: (reading) => findClause(reading, isAddressOfResolver),
  examples: {
    held: [
      'The user asks 8.8.8.8, which is the DNS resolver.',
      'The browser asks the DNS server at 8.8.8.8.',
      '8.8.8.8 is the DNS server.',
      'The DNS resolver (8.8.8.8) is asked.',
      'The browser asks the DNS server (8.8.8.8) for the IP.',
    ],
    notHeld: [
      'The domain is configured in DNS with 8.8.8.8.',
      'The DNS returns 8.8.8.8.',
      '8.8.8.8 is the IP of our server.',
      'DNS: www.foobar.com is 8.8.8.8',
      '8.8.8.8 is not the DNS server here.',
      'The DNS server answers 8.8.8.8.',
      'The DNS record of www is 8.8.8.8.',
      'The DNS resolves to 8.8.8.8.',
      'The DNS server replies with the IP address 8.8.8.8.',
      '8.8.8.8 is the DNS record value.',
      'The address is found by DNS (8.8.8.8).',
      'It stands in the DNS as 8.8.8.8, and the DNS holds 8.8.8.8 as an A record.',
    ],
  },
});
