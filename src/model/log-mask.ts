import { isIP } from 'node:net';
import { classify } from './address.ts';

const longest = 200;

/** Dotted quads and what has at least two colons between hexadecimal digits; whether they are addresses is asked then. */
const addressLike = /(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})(?![\w.:])/gi;

/** Of this computer or of its own network; all others may be visitors'. */
const ownClasses: ReadonlySet<string> = new Set(['loopback', 'private', 'unspecified']);

/** Node.js writes an address of IPv6 and a port without brackets: of this computer `::1:3306`. */
const isHere = (found: string): boolean => /^::1(?::\d{1,5})?$/.test(found);

const withoutVisitor = (text: string): string =>
  text.replace(addressLike, (found) =>
    isIP(found) === 0 || isHere(found) || ownClasses.has(classify(found)) ? found : '…',
  );

/** Of a setting or a header, whatever stands before and behind in its name: `AWS_SECRET_ACCESS_KEY`, `DB_PASSWORD`. */
const named =
  /((?<!using )(?<![\w-])[\w-]{0,40}(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|credential|authorization|cookie)[\w-]{0,40}["']?\s{0,3}(?:=>|[=:])\s{0,3})(?:"[^"\n]{0,200}"?|'[^'\n]{0,200}'?|[^\s"',;)]{1,200})/gi;

/** PHP names the values with which it was called: `PDO->__construct('mysql:host=db', 'shop', '…')`. */
const called = /((?:__construct|connect)\()[^\n)]{1,200}/gi;

/** Without passwords and the like; all else stays as it is. */
export const withoutSecrets = (text: string): string =>
  text
    .replace(/([a-z][a-z\d+.-]{0,20}:\/\/)\S{1,200}@/gi, '$1…@')
    .replace(/\b(?:Bearer|Basic) [\w+/=.~-]{8,400}/g, '…')
    .replace(named, '$1…')
    .replace(called, '$1…');

/** What was looked for or written, and what visitors typed: `Duplicate entry 'anna@example.org' for key …`. */
const withoutValues = (text: string): string =>
  text
    .replace(/\b(entry|value:?) '[^'\n]{0,200}'/gi, "$1 '…'")
    .replace(/[\w.+-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,5}/gi, '…')
    .replace(/(\/[^\s?"']{0,200})\?[^\s"']{1,400}/g, '$1');

/** A line of a log as it may be shown: cut, without secrets, visitors' addresses, and what stands behind `?`. */
export const masked = (line: string): string => {
  const text = withoutVisitor(withoutValues(withoutSecrets(line.slice(0, longest * 2)))).trim();
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
};
