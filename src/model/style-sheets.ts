import type { NginxSeen, NginxServer } from './seen/nginx.ts';
import { serversFor } from './nginx-names.ts';

/** More than any page has of its own. */
const mostLinks = 100;

/** The paths of the style sheets that a page takes from its own site: `<link rel="stylesheet" href="/style.css">`. */
export const styleSheetsOf = (page: string): readonly string[] =>
  [...page.matchAll(/<link\s([^>]{1,500})>/gi)].slice(0, mostLinks).flatMap(([, attributes = '']) => {
    if (!/\brel\s{0,3}=\s{0,3}["']?stylesheet\b/i.test(attributes)) return [];
    const [, href] =
      /\bhref\s{0,3}=\s{0,3}["']?(\/(?!\/)[^\s"'?#>]{1,300}\.css)(?=[\s"'?#]|$)/i.exec(attributes) ?? [];
    return href === undefined ? [] : [href];
  });

/** A regular expression of the server's is not tried out here; only those for PHP are known not to be for a style sheet. */
const isForOthers = (match: string): boolean => !/^~\*? /.test(match) || match.includes('php');

/** Nginx itself sends what is at this path: the longest prefix that fits counts (ngx_http_core_module, location). */
const sendsItself = ({ locations, passes }: NginxServer, path: string): boolean => {
  if (!locations.every(({ match }) => isForOthers(match))) return false;
  const fits = locations.flatMap((location) => {
    const [, sign, prefix = ''] = /^(?:(=|\^~) )?(\/.*)$/.exec(location.match) ?? [];
    const isFit = sign === '=' ? path === prefix : prefix !== '' && path.startsWith(prefix);
    return isFit ? [{ location, length: sign === '=' ? Infinity : prefix.length }] : [];
  });
  const [best] = fits.toSorted((a, b) => b.length - a.length);
  return (best?.location.passes ?? passes).length === 0;
};

/** Every server block that answers for this name, and does more than redirect, sends the file at this path itself. */
export const isSentByNginx = (nginx: Pick<NginxSeen, 'servers'>, name: string, path: string): boolean => {
  const serving = serversFor(nginx, name).filter(
    ({ root, locations }) => root !== undefined || locations.length > 0,
  );
  return serving.length > 0 && serving.every((server) => sendsItself(server, path));
};
