import { defineMistake } from '../mistake.ts';
import { domainTranslates } from '../domain-translates.ts';
import { has, is, type Clause } from '../reading.ts';
import { after, does, findClause } from '../wrong.ts';

/** "It converts an IP into something readable": the other way round it is not the name either. */
const converts = /^(?:translat|resolv|convert|transform)(?:e|es|ing|s|)$/i;

const isReversed = (clause: Clause): boolean => {
  const at = does(clause, 'DOMAIN', converts);
  if (at < 0 || has(clause.words, 'DNS')) return false;
  const behind = after(clause, at, 12);
  const to = behind.findIndex(({ text }) => /^(?:to|into|in)$/i.test(text));
  return (
    to > 0 &&
    has(behind.slice(0, to), 'IPADDR') &&
    !has(behind.slice(0, to), 'DOMAIN', 'NAME', 'WWWNAME') &&
    behind
      .slice(to)
      .some(
        (word) =>
          is(word, 'readable', 'DOMAIN', 'NAME', 'WWWNAME') || /^(?:names?|words?|text)$/.test(word.plain),
      )
  );
};

export default defineMistake({
  find: (reading) => findClause(reading, (clause) => domainTranslates(clause) || isReversed(clause)),
  examples: {
    held: [
      'The domain name helps in converting the IP address into something that humans can read.',
      'What is the role of the domain name?\nTo translate IP addresses to readable names.',
      'The role of the domain name is converting the name to an IP.',
      'Role of domain name: it converts www.foobar.com to an IP address that computers understand.',
      'The domain name maps hostnames to IP addresses.',
      'The role of the domain name is to translate www.foobar.com into the IP address.',
      'Domain name: translates names to IP addresses.',
      'The domain name resolves the name to an IP address.',
      'The domain name translates the site name to IP address.',
      'The domain name is a readable label. Its main job is to convert names into IP addresses.',
      'Domain name: it works like a translator of our words to an IP address.',
      'The function of a domain name is to change the name of a site into an IP address.',
    ],
    notHeld: [
      'Domain name: maps a human-readable name to the IP of the server.',
      'Domain name: an A record is provided that maps foobar.com to the IP address 8.8.8.8.',
      'The www record is a type of domain name record that maps the hostname www to an IP address.',
      'The domain name makes the IP address readable for humans.',
      'The domain name replaces the IP address by a readable word.',
      'The domain name maps to the address of the server, an IP.',
      'Domain name: it is converted into an IP address.',
      'The domain name is translated to an IP address by DNS.',
      'The domain name resolves to the IP 8.8.8.8.',
      'DNS translates the domain name into an IP.',
      'The domain name system translates names to IP addresses.',
      'The domain name is resolved to an IP address.',
      'The domain name must be translated into an IP address.',
      'Domain name resolution gives an IP.',
      'The DNS resolves the domain name to the IP of the server.',
      'The domain name is a readable label. Its main job is to be remembered in place of an IP address.',
      'What is the role of the domain name?\nIt is used so that the DNS can translate the name to an IP.',
      'Domain name: translates the name into an IP by means of DNS.',
      'The DNS works like a translator of the domain name to an IP address.',
    ],
  },
});
