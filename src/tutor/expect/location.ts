/** What is wrong with where a redirect leads. */
export type LocationReason =
  | 'no-location'
  | 'bad-location'
  | 'location-local'
  | 'location-itself'
  | 'location-https'
  | 'not-https'
  | 'other-page'
  | 'other-host';

/** Names and addresses that mean whoever asks (RFC 6761 §6.3, RFC 1122 §3.2.1.3, RFC 4291 §2.5.3). */
const ownMachine = /^(?:localhost|.*\.localhost|127\..*|0\.0\.0\.0|\[::1?\])$/;

const parsed = (path: string, location: string, host: string): URL | undefined => {
  try {
    return new URL(location, new URL(path, `http://${host}`));
  } catch {
    return undefined;
  }
};

/** Where a redirect leads a visitor; or what is wrong with it whatever page it is to lead to. */
const target = (path: string, location: string | undefined, host: string): URL | LocationReason => {
  if (!location) return 'no-location';
  const url = parsed(path, location, host);
  if (!url || !/^https?:$/.test(url.protocol)) return 'bad-location';
  return url.hostname !== host && ownMachine.test(url.hostname) ? 'location-local' : url;
};

/** A path without the slashes at its end. */
export const trimmed = (path: string): string => path.replace(/\/+$/, '');

/**
 * What is wrong with a redirect: nothing, or the reason.
 * A site may have many names, so the same path counts as the same page; the name that was asked is always the site.
 */
export const locationReason = (
  path: string,
  location: string | undefined,
  host: string,
): LocationReason | undefined => {
  const url = target(path, location, host);
  if (typeof url === 'string') return url;
  if (trimmed(url.pathname) !== trimmed(path) || url.search !== '') return undefined;
  return url.protocol === 'https:' ? 'location-https' : 'location-itself';
};

const apex = (name: string): string => name.replace(/^www\./, '');

/** What is wrong with a redirect that is to lead to the same page over https. */
export const httpsReason = (
  path: string,
  location: string | undefined,
  host: string,
): LocationReason | undefined => {
  const url = target(path, location, host);
  if (typeof url === 'string') return url;
  if (url.protocol !== 'https:') return 'not-https';
  if (apex(url.hostname) !== apex(host)) return 'other-host';
  return trimmed(url.pathname) === trimmed(path) ? undefined : 'other-page';
};

/** Asked as localhost, a server that says "localhost" to everyone looks like one that repeats the name it was asked by. */
export const cannotTell = (location: string | undefined, host: string): boolean =>
  /^(?:localhost$|127\.)/.test(host) && parsed('/', location ?? '', 'relative.invalid')?.hostname === host;
