import type { MysqlAttempt } from './seen/mysql.ts';

/** `perhaps`: it depends on the address from which it came, and the database has told a name. */
export type Fits = 'yes' | 'no' | 'perhaps';

/** Where a program is that comes to the database of its own server, as the database says it. */
export const isThisServer = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);

/**
 * Whether a pattern of SQL stands for the whole text: `%` for any number of characters, `_` for one, each of them itself
 * behind a backslash (MySQL 8.4 Reference Manual, 8.2.4 Specifying Account Names). Tries each place of the last `%` once.
 */
export const isLike = (pattern: string, text: string): boolean => {
  const parts = pattern.match(/\\[\s\S]|[\s\S]/g) ?? [];
  let [at, part, lastAny, from] = [0, 0, -1, 0];
  while (at < text.length) {
    const one = parts[part];
    if (one === '%') [lastAny, from, part] = [part, at, part + 1];
    else if (one === '_' || one === text[at] || one === `\\${text[at]}`) [at, part] = [at + 1, part + 1];
    else if (lastAny >= 0) [from, at, part] = [from + 1, from + 1, lastAny + 1];
    else return false;
  }
  return parts.slice(part).every((one) => one === '%');
};

/** From where somebody of this server came to its database. */
export interface Origin {
  /** For a sentence. */
  readonly shown: string;
  /** What the database calls it: its name, its address, or both. An account for one of them is for who comes from there. */
  readonly names: readonly string[];
  /** What it may call it besides; that was not seen. */
  readonly perhaps: readonly string[];
  /** Surely by the socket, which is as safe as TLS to the server. */
  readonly isSocket: boolean;
}

/** Addresses of this server for which the database may say `localhost`. */
const loopback = ['127.0.0.1', '::1'];

/**
 * As the database has told it, by a name or by an address. With names it says `localhost` of the socket and of the network.
 * @param host one of {@link isThisServer}
 * @param looksUpNames absent when that was not seen
 */
export const asTold = (host: string, looksUpNames: boolean | undefined): Origin => ({
  shown: host,
  names: [host],
  perhaps: host === 'localhost' && looksUpNames !== false ? loopback : [],
  isSocket: host === 'localhost' && looksUpNames === false,
});

/** As we have come to it ourselves: by the socket, to which the name alone belongs, or to and from one of its addresses. */
export const asCame = (
  { address, socket }: Pick<MysqlAttempt, 'address' | 'socket'>,
  looksUpNames: boolean | undefined,
): Origin | undefined => {
  if (socket !== undefined)
    return { shown: 'localhost (the socket)', names: ['localhost'], perhaps: [], isSocket: true };
  if (!loopback.includes(address)) return undefined;
  return looksUpNames === true
    ? { shown: `${address} (localhost)`, names: [address, 'localhost'], perhaps: [], isSocket: false }
    : {
        shown: address,
        names: [address],
        perhaps: looksUpNames === undefined ? ['localhost'] : [],
        isSocket: false,
      };
};

/** Whether an account is for whoever comes from there. */
export const fits = (pattern: string, { names, perhaps }: Origin): Fits => {
  const own = pattern.toLowerCase();
  const isOneOf = (those: readonly string[]): boolean => those.some((one) => isLike(own, one.toLowerCase()));
  // An empty host is every host (MySQL 8.4 Reference Manual, 8.2.4).
  if (own === '' || isOneOf(names)) return 'yes';
  // A network; whether the address lies in it is not computed here.
  return own.includes('/') || isOneOf(perhaps) ? 'perhaps' : 'no';
};

/** Where the first wildcard stands: the server looks at accounts of exact hosts first, and at `%` last (8.2.6, Stage 1). */
export const exactness = (pattern: string): number => {
  const at = pattern.search(/[%_]/);
  return pattern === '' ? 0 : at < 0 ? Number.POSITIVE_INFINITY : at;
};
