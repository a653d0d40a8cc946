import { defineMistake } from '../mistake.ts';
import { is, textOf } from '../reading.ts';
import { findClause } from '../wrong.ts';

/** What a name is called besides. */
const nameLike = /^(?:names?|words?|strings?|letters|text|.*readable|memorable)$/;

export default defineMistake({
  find: (reading) =>
    findClause(reading, ({ words, topic }) =>
      words.some((word, at) => {
        if (!/^(?:translat|resolv|convert|transform|chang|turn)(?:e|es|ed|ing|s|)$/i.test(word.text))
          return false;
        const subject = words
          .slice(0, at)
          .find((other) => is(other, 'DNS', 'DOMAIN', 'IPADDR', 'WEB', 'SERVER'));
        if (subject ? !is(subject, 'DNS', 'IPADDR') : topic === 'DOMAIN') return false;
        const rest = words.slice(at + 1, at + 14);
        const address = rest.findIndex((other) => is(other, 'IPADDR'));
        const into = rest.findIndex(({ text }) => /^(?:to|into|in)$/i.test(text));
        const front = words.slice(Math.max(0, at - 5), at);
        const direct =
          address >= 0 &&
          into > address &&
          !rest
            .slice(0, address)
            .some((other) => is(other, 'DOMAIN', 'NAME', 'WWWNAME', 'prep') && !/^of$/i.test(other.text));
        const name = rest.slice(into + 1, into + 7);
        return (
          direct &&
          !/reverse|ptr/.test(textOf(words)) &&
          !front.some((other) => is(other, 'no')) &&
          name.some((other) => is(other, 'DOMAIN', 'NAME', 'WWWNAME') || nameLike.test(other.plain)) &&
          !name.slice(0, 2).some((other) => is(other, 'SERVER'))
        );
      }),
    ),
  examples: {
    held: [
      'DNS resolves IPs to hostnames so that we can reach the site.',
      'DNS translates IP addresses into domain names.',
      'The DNS converts the IP address to a human readable name.',
      'The DNS turns the IP into a domain name.',
      'The DNS converts an IP address into words that people can keep in mind.',
      'The Domain Name System changes long IP addresses into memorable strings.',
    ],
    notHeld: [
      'DNS resolves hostnames to IPs.',
      'The domain name is used to map the IP address to a name people remember.',
      'DNS translates domain names into IP addresses.',
      'DNS resolves the name to an IP address to reach the domain.',
      'DNS does not translate IP addresses into names.',
      'The IP address is hidden behind the domain name.',
      'DNS changes the domain name to IP so the browser can reach the domain.',
      'The domain name gives the IP address a human name.',
      'What is the role of the domain name?\nTo change an IP address into a readable name.',
      'DNS translates words into an IP address which is a string of digits.',
    ],
  },
});
