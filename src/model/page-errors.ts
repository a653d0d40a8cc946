import type { ErrorsSeen, NginxError } from './seen/errors.ts';
import type { NginxSeen } from './seen/nginx.ts';
import { secondsBetween } from './nginx-errors.ts';
import { serversFor } from './nginx-names.ts';

/** Seconds: as long as a whole check may take, and longer. */
export const recent = 60;

export const isOfSite = ({ host, server }: NginxError, name: string): boolean =>
  host === undefined ? server !== undefined : host.replace(/:\d+$/, '') === name || server === name;

/** What Nginx itself wrote in the last minute about requests to this site that it did not hand on. */
export const ownErrors = ({ errors, readAt }: ErrorsSeen, name: string): readonly NginxError[] =>
  errors.filter(
    (one) =>
      one.upstream === undefined &&
      one.request !== undefined &&
      secondsBetween(one.at, readAt) <= recent &&
      isOfSite(one, name),
  );

/** Seconds: one request writes its lines within. */
const together = 2;

/**
 * What Nginx wrote first about the last request for a page: an error page of the site's own may be missing, too, and that
 * stands behind it.
 */
export const errorOf = (errors: ErrorsSeen, name: string, url: string): NginxError | undefined => {
  const { pathname } = new URL(url);
  const all = ownErrors(errors, name).filter(({ request }) => request?.endsWith(` ${pathname}`));
  const last = all.at(-1);
  return last && all.find(({ at }) => secondsBetween(at, last.at) <= together);
};

/** `open() "/var/www/site/index.html" failed (2: …)`, `directory index of "/var/www/site/" is forbidden`. */
const namedPath = /^[a-z() ]{0,40}"(\/[^"]{1,1024})"/;

export const pathOf = ({ message }: NginxError): string | undefined => namedPath.exec(message)?.[1];

/** The files and folders that these lines name, the newest first. */
export const filesNamedIn = (errors: ErrorsSeen, name: string): readonly string[] => [
  ...new Set(
    ownErrors(errors, name)
      .toReversed()
      .flatMap((one) => pathOf(one) ?? []),
  ),
];

/** The folders from which the blocks of a site serve files; what holds a variable is not known. */
export const rootsOf = (nginx: NginxSeen, name: string): readonly string[] => [
  ...new Set(
    serversFor(nginx, name).flatMap(({ root, locations }) =>
      [root, locations.find(({ match }) => match === '/')?.root].flatMap((path) =>
        path === undefined || path.includes('$') || !path.startsWith('/')
          ? []
          : path.replace(/(?<=[^/])\/{1,8}$/, ''),
      ),
    ),
  ),
];
