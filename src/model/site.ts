import { isIP } from 'node:net';
import { domainToASCII, domainToUnicode } from 'node:url';

/** What the learner typed, read once. `ascii` goes into DNS, SNI and Host; `shown` is for people. */
export interface Site {
  readonly typed: string;
  readonly ascii: string;
  readonly shown: string;
  readonly kind: 'name' | 'address';
  /** The same site under its other name: `www` added or taken away. */
  readonly twin?: string;
  readonly scheme?: 'http' | 'https';
  readonly port?: number;
  readonly path?: string;
  /** The course's own names always mean the lab. */
  readonly standsFor?: 'lab';
  /** What was read out of the typed text although it was not a bare name. */
  readonly notes: readonly string[];
}

/** The text is not a name of a site: what is wrong, and what to type instead. */
export class SiteError extends Error {
  override readonly name = 'SiteError';
}

const courseNames: ReadonlySet<string> = new Set(['foobar.com', 'www.foobar.com']);

interface Pieces {
  host: string;
  scheme?: 'http' | 'https';
  port?: number;
  path?: string;
}

const port = (digits: string): number => {
  const number = Number(digits);
  if (!Number.isInteger(number) || number < 1 || number > 65535)
    throw new SiteError(`Port ${digits} does not exist. A port is a number from 1 to 65535.`);
  return number;
};

const withoutScheme = (text: string): { rest: string; scheme?: 'http' | 'https' } => {
  const found = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(text);
  if (!found) return { rest: text };
  const scheme = (found[1] ?? '').toLowerCase();
  if (scheme !== 'http' && scheme !== 'https')
    throw new SiteError(
      `A web site is reached by http or https, not by "${scheme}". Type only the name: www.example.com`,
    );
  return { rest: found[2] ?? '', scheme };
};

const pieces = (text: string): Pieces => {
  const { rest, ...scheme } = withoutScheme(text);
  const cut = rest.search(/[/?#]/);
  const authority = cut < 0 ? rest : rest.slice(0, cut);
  const path = cut < 0 ? {} : { path: rest.slice(cut).replace(/#.*$/s, '') };
  if (authority.includes('@'))
    throw new SiteError(
      'Leave out the part before the @: a name and a password do not belong in an address.',
    );
  const literal = /^\[([^\]]*)\](?::(\d+))?$/.exec(authority);
  if (literal)
    return { host: literal[1] ?? '', ...scheme, ...path, ...(literal[2] ? { port: port(literal[2]) } : {}) };
  if (isIP(authority) === 6) return { host: authority, ...scheme, ...path };
  const named = /^(.*?):(\d*)$/s.exec(authority);
  if (!named) return { host: authority, ...scheme, ...path };
  return { host: named[1] ?? '', ...scheme, ...path, port: port(named[2] ?? '') };
};

const labelProblem = (label: string): string | undefined => {
  if (label === '') return 'it has two dots in a row, or a dot at its start';
  if (label.length > 63) return `its part "${label.slice(0, 12)}..." is longer than 63 characters`;
  if (label.startsWith('-') || label.endsWith('-')) return `its part "${label}" starts or ends with a hyphen`;
  if (label.includes('_')) return `"${label}" has an underscore, which host names do not allow`;
  if (!/^[a-z0-9-]+$/.test(label))
    return 'it has a character that host names do not allow (letters, digits and hyphens are allowed)';
  return undefined;
};

/** The host name in the form DNS uses: lower case, A-labels, no root dot (RFC 1123 §2.1, RFC 5890). */
export const hostName = (text: string): string => {
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
  if (/[\u0000-\u0020\u007f-\u00a0]/.test(text))
    throw new SiteError(
      'The name has a space or an invisible character in it. Type it again by hand, for example www.example.com',
    );
  const lower = text.replace(/\.$/, '').toLowerCase();
  if (lower === '')
    throw new SiteError(
      'There is no name. Type the name of a site, for example: infra-tutor check www.example.com',
    );
  // domainToASCII also rewrites numbers ("1.2.3" becomes "1.2.0.3"), so only real IDNs go through it.
  // eslint-disable-next-line no-control-regex -- the range is ASCII itself
  const ascii = /^[\u0000-\u007f]*$/.test(lower) ? lower : domainToASCII(lower);
  if (ascii === '')
    throw new SiteError('This is not a host name: it has a character that cannot stand in one.');
  if (ascii.length > 253) throw new SiteError(`The name is ${ascii.length} characters long. DNS allows 253.`);
  const problem = ascii.split('.').map(labelProblem).find(Boolean);
  if (problem) throw new SiteError(`This is not a host name: ${problem}.`);
  if (/^[0-9]+$/.test(ascii.split('.').at(-1) ?? ''))
    throw new SiteError(
      'This is neither a name nor an IP address: a name does not end in a number, and an IPv4 address has four numbers from 0 to 255.',
    );
  return ascii;
};

/** The one way in which URLs write an address: what is compared has to be written alike. */
const canonicalAddress = (literal: string): string => {
  if (literal.includes('%'))
    throw new SiteError(
      'Leave out the % and what follows: it names a network card of one computer, and such an address is of no use to visitors.',
    );
  return isIP(literal) === 6 ? new URL(`http://[${literal}]/`).hostname.slice(1, -1) : literal;
};

const twinOf = (ascii: string): string | undefined => {
  if (ascii.startsWith('www.')) return ascii.slice(4);
  return ascii.split('.').length === 2 ? `www.${ascii}` : undefined;
};

/**
 * Reads what was typed after `check`: a name, a URL or an IP address.
 * @throws {SiteError} when it is none of them, with a sentence for the person who typed it
 */
export const parseSite = (typed: string): Site => {
  const { host, scheme, port: typedPort, path } = pieces(typed.trim());
  const literal = isIP(host) !== 0;
  const ascii = literal ? canonicalAddress(host) : hostName(host);
  const twin = literal ? undefined : twinOf(ascii);
  const notes = [
    ...(scheme ? [`"${scheme}://" was left out: only the name is looked up`] : []),
    ...(path && path !== '/' ? ['the part after the name is used as --path'] : []),
  ];
  return {
    typed,
    ascii,
    shown: literal ? ascii : domainToUnicode(ascii) || ascii,
    kind: literal ? 'address' : 'name',
    notes,
    ...(twin && twin.includes('.') ? { twin } : {}),
    ...(scheme ? { scheme } : {}),
    ...(typedPort ? { port: typedPort } : {}),
    ...(path && path !== '/' ? { path: path.startsWith('/') ? path : `/${path}` } : {}),
    ...(courseNames.has(ascii) ? { standsFor: 'lab' as const } : {}),
  };
};
