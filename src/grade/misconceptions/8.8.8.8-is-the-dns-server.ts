import { defineMistake } from '../mistake.ts';
import { textOf } from '../reading.ts';
import { findClause } from '../wrong.ts';

export default defineMistake({
  find: (reading) =>
    findClause(reading, ({ words }) => {
      const text = textOf(words);
      return (
        /\b(?:dns server|dns resolver|resolver|name ?server|dns)(?:,? (?:which|that|whose|with|has|the|is|an?|of|ip|address|google|at|on|in|located|ip address|:))* ?\(? ?8\.8\.8\.8|8\.8\.8\.8 ?\)? ?(?:is|,|which is|as) (?:the |a |our |google ?'?s? |public )*(?:dns|resolver|name ?server)\b(?! (?:record|entry))/.test(
          text,
        ) && !/\b(?:not|in real life|normally|really)\b|\breturns?\b|\bgives?\b/.test(text)
      );
    }),
  examples: {
    held: [
      'The browser asks the DNS server at 8.8.8.8.',
      '8.8.8.8 is the DNS server.',
      'The DNS resolver (8.8.8.8) is asked.',
      'The browser asks the DNS server (8.8.8.8) for the IP.',
    ],
    notHeld: [
      'The DNS returns 8.8.8.8.',
      '8.8.8.8 is the IP of our server.',
      'DNS: www.foobar.com is 8.8.8.8',
      '8.8.8.8 is not the DNS server here.',
      'The DNS server answers 8.8.8.8.',
      'The DNS record of www is 8.8.8.8.',
      'The DNS resolves to 8.8.8.8.',
      'The DNS server replies with the IP address 8.8.8.8.',
      '8.8.8.8 is the DNS record value.',
    ],
  },
});
