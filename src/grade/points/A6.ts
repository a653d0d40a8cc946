import { definePoint, full, half, none, wordIn } from '../point.ts';
import { has, is, isDenied, says, textOf, type Clause, type Reading } from '../reading.ts';
import { isCopied } from '../text/echo.ts';
import type { Word } from '../text/words.ts';
import { isAddressOfResolver } from '../wrong.ts';

const address = /^8\.8\.8\.8$/;
const tie = /->|=|\(|\b(?:at|to|is|as|has|ip|address|with|of|for|behind)\b/;

const words = ({ label, words: rest }: Clause) => [...label, ...rest];

/** The name stands just before: in the sentences that lead to this one. */
const before = ({ all }: Reading, clause: Clause, back: number): readonly Clause[] =>
  all
    .slice(Math.max(0, clause.index - back), clause.index)
    .filter(({ echo, kind, words: above }) => !echo || (kind === 'heading' && !isCopied(above)));

/** "An IP, like this one 8.8.8.8": it shows what an address is, and is nobody's. */
const isExample = (clause: Clause): boolean =>
  /\b(?:like|such as|example|e\.g\.?|instance)(?: ,| :| is| this| one| the)* 8\.8\.8\.8/.test(
    textOf(words(clause)),
  ) && !says(words(clause), /foobar/i);

const isTied = (reading: Reading, clause: Clause): boolean => {
  if (isAddressOfResolver(clause) || isExample(clause)) return false;
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

/** "The server has 8.8.8.8", and elsewhere "foobar.com leads to the IP of the server": the two ends of one tie. */
const isTiedByServer = ({ own }: Reading, clause: Clause): boolean =>
  has(words(clause), 'NAME', 'WWWNAME', 'WWW', 'DOMAIN') &&
  has(clause.words, 'point') &&
  !has(clause.words, 'no', 'cname') &&
  isOurs.test(textOf(clause.words)) &&
  own.some(
    (other) => has(words(other), 'SERVER') && says(words(other), address) && !isAddressOfResolver(other),
  ) &&
  own.some((other) => has(words(other), 'NAME', 'WWWNAME'));

/** "foobar.com is readable, 8.8.8.8 is not" names both and ties nothing. */
const isContrast = ({ words: rest }: Clause): boolean =>
  /8\.8\.8\.8 (?:is|are)(?: not|n't)\b/.test(textOf(rest));

/** The question of the exercise names it, and the student has to. */
const isAsked = ({ label }: Clause): boolean => label.length > 0 && isCopied(label.slice(0, -1));

/** "The type of the record www in www.foobar.com is ...": the question's own words, said again in front of the answer. */
const withoutQuestion = (all: readonly Word[]): readonly Word[] =>
  all.filter(
    (word, at) =>
      !(
        is(word, 'WWWNAME') &&
        all[at - 1]?.plain === 'in' &&
        /\b(?:type|kind) of\b.*\bwww\b/.test(textOf(all.slice(0, at)))
      ),
  );

const namedIn = ({ own, all }: Reading): Clause | undefined =>
  own.find((clause) => says(isAsked(clause) ? clause.words : withoutQuestion(words(clause)), /foobar/i)) ??
  all.find((clause) => clause.kind === 'heading' && !isCopied(clause.words) && says(clause.words, /foobar/i));

const leads =
  /^(?:points?|pointing|leads?|leading|maps?|mapped|resolves?|directs?|directed|redirects?|refers?|belongs?|linked|links?|tied|bound|associated|connected)$/;

/** Words between what leads and where it leads. */
const near = 7;

/** The address is one of this design. */
const isOurs =
  /\b(?:server|server's|website|site|machine|web server)\b(?: ?'s)?(?: public)? ip\b|\bip(?: address)? (?:of|for) (?:the |our |my |a |its )?(?:\w+ )?(?:server|website|site|machine)\b|8\.8\.8\.8/;

/** "The domain name points to the server": it is led somewhere, though it has no name. "It is translated into an IP" leads to no place. */
const isLed = (clause: Clause): boolean =>
  clause.words.some((word, at) => {
    if (!leads.test(word.plain) || isDenied(clause, at)) return false;
    const front = clause.words.slice(0, at);
    const behind = clause.words.slice(at + 1, at + 1 + near);
    if (has(front, 'WWW') && has(behind, 'IPADDR')) return true;
    if (has(front, 'DOMAIN', 'WWW') || (clause.own && clause.topic === 'DOMAIN'))
      return has(behind, 'SERVER') || isOurs.test(textOf(behind));
    // "DNS resolves the domain to the server's IP".
    return has(behind, 'DOMAIN') && isOurs.test(textOf(behind));
  });

export default definePoint({
  title: 'the domain name, foobar.com at 8.8.8.8',
  judge: (reading) => {
    const tied = reading.own.find((clause) => isTied(reading, clause) || isTiedByServer(reading, clause));
    if (tied) return full('the name is tied to 8.8.8.8', tied);
    const named = namedIn(reading);
    if (named) return half('the name is there, but not that it leads to 8.8.8.8', named);
    const number = reading.own.find((clause) => says(words(clause), address) && !isAddressOfResolver(clause));
    if (number && reading.own.some((clause) => has(words(clause), 'DOMAIN', 'WWW')))
      return half('8.8.8.8 is there, but not the name that leads to it', number);
    const led = reading.own.find(isLed);
    return led
      ? half('a domain name leads to the server, but neither foobar.com nor 8.8.8.8 is named', led)
      : none('neither foobar.com nor 8.8.8.8 is named');
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
      '## Domain name (foobar.com)\nIt stands for the IP of the server, 8.8.8.8.',
      'Our server IP is 8.8.8.8 and the domain foobar.com resolves to it.',
      'A record: www.foobar.com = 8.8.8.8',
      '| foobar.com | 8.8.8.8 |',
      "The domain of the site is foobar.com. The server's IP is 8.8.8.8. The www subdomain points to the server's IP.",
      'Our server has the address 8.8.8.8. Users type www.foobar.com. The domain is resolved to the IP of our server.',
      '```mermaid\ngraph TD\nA[Browser asks for www.foobar.com] --> B[www &rarr; A record &rarr; 8.8.8.8]\n```',
    ],
    half: [
      'The user types www.foobar.com.',
      'The browser asks the DNS server 8.8.8.8 where foobar.com is.',
      'The domain name points to the server.',
      'foobar.com is readable, 8.8.8.8 is not.',
      'What is the role of the domain name?\nIt leads people to our server.',
      "DNS resolves the domain to the server's IP.",
      'The domain directs visitors to the IP of our machine.',
      'www in www.foobar.com is a CNAME.',
      'The website is reachable at www.foobar.com.',
      'The domain name maps to the IP address of the server.',
      'The server IP is 8.8.8.8. The domain helps people.',
      'The server has 8.8.8.8 as IP. foobar.com is easy to remember.',
      'Sites are reached by an IP, like this one 8.8.8.8, and a domain name is easier. You can look at www.foobar.com.',
      'www is an A record, as it points to an IP address.',
    ],
    none: [
      'The user opens a browser.',
      'What is the role of the domain name?',
      'The server has an address.',
      'The browser opens the site.',
      'A domain name is an alias for an IP address.',
      'The domain name is what DNS translates into an IP address.',
      'What is the role of the domain name?\nA name that people can remember for a website.',
      'What type of DNS record is www in www.foobar.com: CNAME',
      '### What type of DNS record www is in www.foobar.com\nIt is a CNAME.',
      'DNS translates domain names into IPs, so that users reach the server.',
      'Domain name: it identifies a website on the internet.',
      'The type of DNS record www is in www.foobar.com is A.',
    ],
  },
});
