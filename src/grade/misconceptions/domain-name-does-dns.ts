import { defineMistake } from '../mistake.ts';
import { is } from '../reading.ts';
import { after, does, findClause } from '../wrong.ts';

export default defineMistake({
  find: (reading) =>
    findClause(reading, (clause) => {
      const at = does(clause, 'DOMAIN', /^(?:translat|resolv|convert|transform)(?:e|es|ing|s|)$/i);
      if (at < 0 || is(clause.words[at - 1], 'be')) return false;
      const passive = /^(?:to|into|in)$/i.test(clause.words[at + 1]?.text ?? '');
      return !passive && after(clause, at, 12).some((word) => is(word, 'IPADDR'));
    }),
  examples: {
    held: [
      'The role of the domain name is to translate www.foobar.com into the IP address.',
      'Domain name: translates names to IP addresses.',
      'The domain name resolves the name to an IP address.',
      'The domain name translates the site name to IP address.',
    ],
    notHeld: [
      'The domain name is translated to an IP address by DNS.',
      'The domain name resolves to the IP 8.8.8.8.',
      'DNS translates the domain name into an IP.',
      'The domain name system translates names to IP addresses.',
      'The domain name is resolved to an IP address.',
      'The domain name must be translated into an IP address.',
      'Domain name resolution gives an IP.',
      'The DNS resolves the domain name to the IP of the server.',
    ],
  },
});
