import { definePoint, full, half, namedIn, none, wordIn } from '../point.ts';
import { has, says, textOf, type Clause, type Reading } from '../reading.ts';
import { isAddressOfResolver } from '../wrong.ts';

const address = /^8\.8\.8\.8$/;
const names = ['NAME', 'WWWNAME', 'WWW', 'DOMAIN'] as const;
const tie = /->|=|\(|\b(?:at|to|is|as|has|ip|address|with|of|for|behind)\b/;

const words = ({ label, words: rest }: Clause) => [...label, ...rest];

/** The name stands just before: in the sentences that lead to this one. */
const before = ({ own }: Reading, clause: Clause, back: number): readonly Clause[] =>
  own.filter(({ index }) => index < clause.index && index >= clause.index - back);

const isTied = (reading: Reading, clause: Clause): boolean => {
  if (isAddressOfResolver(clause)) return false;
  const here = words(clause);
  if (!says(here, address))
    return (
      has(here, 'NAME', 'WWWNAME') &&
      has(here, 'point') &&
      has(here, 'IPADDR') &&
      before(reading, clause, 1).some((other) => says(words(other), address))
    );
  const linked = has(here, 'point', 'translate', 'IPADDR', 'record', 'readable') || tie.test(textOf(here));
  if (has(here, 'NAME', 'WWWNAME')) return linked && !isContrast(clause);
  const near = before(reading, clause, 3).some((other) => has(words(other), 'NAME', 'WWWNAME'));
  return (
    (near || has(here, 'DOMAIN', 'WWW', 'DNS', 'record')) &&
    linked &&
    wordIn(reading, /foobar/i) !== undefined
  );
};

/** "foobar.com is readable, 8.8.8.8 is not" names both and ties nothing. */
const isContrast = ({ words: rest }: Clause): boolean =>
  /8\.8\.8\.8 (?:is|are)(?: not|n't)\b/.test(textOf(rest));

const isLed = /\b(?:point|resolv|map|lead|translat|direct|associat|link|belong|refer|convert|bound|tied)\w*/;

export default definePoint({
  title: 'the domain name, foobar.com at 8.8.8.8',
  judge: (reading) => {
    const tied = reading.own.find((clause) => isTied(reading, clause));
    if (tied) return full('the name is tied to 8.8.8.8', tied);
    const named = wordIn(reading, /foobar/i);
    if (named) return half('the name is there, but not that it leads to 8.8.8.8', named);
    const led = reading.own.find(
      (clause) =>
        (has(words(clause), ...names) || clause.topic === 'DOMAIN') &&
        (isLed.test(textOf(words(clause))) || has(words(clause), 'SERVER', 'IPADDR')),
    );
    if (led) return half('a domain name is described, but neither foobar.com nor 8.8.8.8', led);
    const some = namedIn(reading, 'DOMAIN');
    return some
      ? half('a domain name is described, but neither foobar.com nor 8.8.8.8', some)
      : none('no domain name is named');
  },
  examples: {
    full: [
      'www.foobar.com points to 8.8.8.8.',
      'Domain: foobar.com (8.8.8.8)',
      'The user types www.foobar.com. DNS returns the IP 8.8.8.8.',
      'foobar.com has a www record that leads to 8.8.8.8.',
      'Domain name foobar.com configured with a www record that points to server IP 8.8.8.8.',
      'foobar.com -> 8.8.8.8',
      'www.foobar.com (8.8.8.8)',
      'The DNS server returns 8.8.8.8 for foobar.com',
      'The domain www.foobar.com is mapped with the ip address 8.8.8.8',
      'The browser asks for www.foobar.com. The DNS answers that its IP is 8.8.8.8.',
      'Our server IP is 8.8.8.8 and the domain foobar.com resolves to it.',
      'A record: www.foobar.com = 8.8.8.8',
      '| foobar.com | 8.8.8.8 |',
    ],
    half: [
      'The user types www.foobar.com.',
      'The browser asks the DNS server 8.8.8.8 where foobar.com is.',
      'The domain name points to the server.',
      'foobar.com is readable, 8.8.8.8 is not.',
      'A domain name is an alias for an IP address.',
      'The website is reachable at www.foobar.com.',
      'The domain name maps to the IP address of the server.',
      'The server IP is 8.8.8.8. The domain helps people.',
    ],
    none: [
      'The user opens a browser.',
      'What is the role of the domain name?',
      'The server has an address.',
      'The browser opens the site.',
    ],
  },
});
