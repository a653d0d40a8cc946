import { isIPv4 } from 'node:net';
import { classify, type AddressClass } from '../model/address.ts';

/** What is not anybody else's business, and may stand in what a run saw. */
export type Masked = 'cookies' | 'queries' | 'private addresses' | 'home directories';

/** The same thing always gets the same name in its place, so that what was equal stays equal. */
export interface Masks {
  readonly text: (text: string) => string;
  /** The value with all of that taken out of every string in it. */
  readonly deep: <T>(value: T) => T;
  /** What was found and taken out so far. */
  readonly found: ReadonlySet<Masked>;
}

/** Addresses of the same class as those they stand for, so that they are judged alike. */
const standIn: Readonly<Partial<Record<AddressClass, (at: number, isV4: boolean) => string>>> = {
  private: (at, isV4) =>
    isV4 ? `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}` : `fd00::${at.toString(16)}`,
  shared: (at) => `100.64.${(at >> 8) & 255}.${at & 255}`,
};

const address4 = String.raw`(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d)`;
/** Also with an IPv4 address at its end (RFC 4291 §2.2). */
const address6 = String.raw`(?<![\w:.])[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}(?:(?<=:)\d{1,3}(?:\.\d{1,3}){3})?(?![\w:]|\.\d)`;
const addresses = new RegExp(`${address6}|${address4}`, 'gi');
const urlQuery = /(\bhttps?:\/\/[^\s"'<>?#\\]*\?)([^\s"'<>#\\]+)/gi;
const anyQuery = /^([^?#]*\?)([^#]+)/;
/** Linux and macOS, then Windows. */
const home = /\/(?:home|Users)\/[^/\s"'<>:]+|\/root(?![\w-])|\b[A-Z]:\\Users\\[^\\\s"'<>:]+/g;

type Pair = readonly [name: string, value: string];

/** The value of a cookie; its name and attributes say how the site is made (RFC 6265 §4.1.1). */
const withoutCookie = (value: string): string => value.replace(/^([^=;]*=)?[^;]*/, '$1masked');

/** Keys under which the path of a page stands, without the rest of its URL. */
const paths: ReadonlySet<string> = new Set(['path', 'typed', 'next']);

const numbered = (): ((key: string) => number) => {
  const seen = new Map<string, number>();
  return (key) => {
    const at = seen.get(key) ?? seen.size + 1;
    seen.set(key, at);
    return at;
  };
};

/** Masks for one run. What stands in `published`, everybody may know: an exercise names it. */
export const createMasks = (published = ''): Masks => {
  const found = new Set<Masked>();
  const queryNumber = numbered();
  const addressNumber = numbered();
  const note = <T>(kind: Masked, text: T): T => {
    found.add(kind);
    return text;
  };
  const isPublished = (part: string): boolean => published.includes(part);
  const query = (whole: string, before: string, asked: string): string =>
    isPublished(whole) ? whole : note('queries', `${before}masked-${queryNumber(asked)}`);
  const address = (text: string): string => {
    const instead = standIn[classify(text)];
    return instead && !isPublished(text)
      ? note('private addresses', instead(addressNumber(text.toLowerCase()), isIPv4(text)))
      : text;
  };
  const text = (whole: string): string =>
    whole
      .replace(urlQuery, query)
      .replace(home, (path) => (isPublished(path) ? path : note('home directories', '~')))
      .replace(addresses, address);
  const header = ([name, value]: Pair): Pair => {
    if (name === 'set-cookie') return [name, note('cookies', withoutCookie(value))];
    return [name, text(name === 'location' ? value.replace(anyQuery, query) : value)];
  };
  const member = (key: string, held: unknown): unknown => {
    if (key === 'headers' && Array.isArray(held)) return (held as Pair[]).map(header);
    return paths.has(key) && typeof held === 'string' ? text(held.replace(anyQuery, query)) : deep(held);
  };
  /** Bytes as they came hold what was taken out of the text beside them: then they go, too. */
  const object = (held: object): object => {
    const entries = Object.entries(held).map(([key, value]) => [key, member(key, value)] as const);
    const isChanged = JSON.stringify(Object.fromEntries(entries)) !== JSON.stringify(held);
    return Object.fromEntries(isChanged ? entries.filter(([key]) => key !== 'raw') : entries);
  };
  const deep = <T>(value: T): T => {
    if (typeof value === 'string') return text(value) as T;
    if (Array.isArray(value)) return value.map(deep) as T;
    return typeof value === 'object' && value !== null ? (object(value) as T) : value;
  };
  return { text, deep, found };
};
