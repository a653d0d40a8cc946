import type { SeenPage } from './kind.ts';
import type { LocationReason } from './location.ts';
import type { PageExpectation } from './page-shape.ts';

/** Why a page is not what the exercise asks for. */
export type PageReason =
  | LocationReason
  | 'refused'
  | 'unreachable'
  | 'no-answer'
  | 'certificate'
  | 'certificate-expired'
  | 'certificate-unknown'
  | 'certificate-name'
  | 'status'
  | 'text'
  | 'header'
  | 'header-value'
  | 'temporary-redirect'
  | 'no-redirect'
  | 'moved'
  | 'path-not-configured'
  | 'found-instead-of-404'
  | 'default-page'
  | 'builtin-404'
  | 'forbidden'
  | 'app-down'
  | 'server-error';

interface Picture {
  readonly reason: PageReason;
  readonly holds: (reason: PageReason, page: SeenPage, expected: PageExpectation) => boolean;
  readonly hint: string;
}

/** The last line of the error pages that nginx has built in: `<hr><center>nginx/1.24.0</center>`. */
const builtinPage = /<center>nginx[^<]*<\/center>/i;

/** OpenSSL's words for a chain that leads to nobody who is trusted (openssl-verification-options(1)). */
const unknownSigner = /SELF_SIGNED|UNABLE_TO_(?:GET_ISSUER_CERT|VERIFY_LEAF)/;

const isRedirect = (status: number | undefined): boolean =>
  status !== undefined && status >= 300 && status < 400;

/** What the real state says, the sharpest picture first. */
const pictures: readonly Picture[] = [
  {
    reason: 'refused',
    holds: (reason) => reason === 'refused',
    hint: 'The connection was refused: nothing accepts it on this port. On the server: sudo ss -ltnp shows who listens. Where it is to be Nginx, sudo systemctl status nginx says whether it runs. The lesson server/ports explains it.',
  },
  {
    reason: 'unreachable',
    holds: (reason) => reason === 'unreachable',
    hint: 'No connection came about. When nothing at all comes back, a firewall (ufw, or the one of your provider) often drops it: is the port open there that was asked (80 for http, 443 for https)? Or the address is not that of your server.',
  },
  {
    reason: 'certificate-expired',
    holds: (reason, { code }) => reason === 'certificate' && code === 'CERT_HAS_EXPIRED',
    hint: 'The certificate has expired: a browser stops here. Renew it and let the server read it: sudo certbot renew, then sudo systemctl reload nginx. The lesson tls/certificate explains it.',
  },
  {
    reason: 'certificate-name',
    holds: (reason, { code }) => reason === 'certificate' && code === 'ERR_TLS_CERT_ALTNAME_INVALID',
    hint: 'The certificate is for other names than the one that was asked for. It has to name each name that visitors use, with and without www.',
  },
  {
    reason: 'certificate-unknown',
    holds: (reason, { code }) => reason === 'certificate' && unknownSigner.test(code ?? ''),
    hint: 'Nobody whom browsers trust has signed this certificate, or the certificate in between is not sent along (fullchain.pem, not cert.pem).',
  },
  {
    reason: 'certificate',
    holds: (reason) => reason === 'certificate',
    hint: 'No protected connection came about. Does the block for this port say "listen 443 ssl", with ssl_certificate and ssl_certificate_key? See why: infra-tutor check NAME --only tls',
  },
  {
    reason: 'no-answer',
    holds: (reason) => reason === 'no-answer',
    hint: 'Something accepted the connection, but sent no complete HTTP answer. Is it Nginx that listens on this port? On the server: sudo ss -ltnp',
  },
  {
    reason: 'app-down',
    holds: (_, page) => page.status === 502 || page.status === 504,
    hint: 'Nginx answered, and got no answer from the program behind it (proxy_pass, fastcgi_pass). 502: most often the program does not run, listens elsewhere, or ended in the middle. 504: most often it runs, and takes too long. The lesson app/application-server explains it.',
  },
  {
    reason: 'server-error',
    holds: (reason, page) => reason === 'status' && (page.status ?? 0) >= 500,
    hint: 'The server answered with an error. Whose page is it? Nginx signs its own at the bottom: then the reason is in its error log (sudo tail /var/log/nginx/error.log). Any other page comes from the program behind it, and the reason is in the log of that (sudo journalctl -u SERVICE). On the lab: infra-tutor lab logs',
  },
  {
    reason: 'temporary-redirect',
    holds: (reason, page, { status }) =>
      reason === 'status' && status === 301 && [302, 303, 307].includes(page.status ?? 0),
    hint: 'It redirects, but says "for now". Permanent is 301: in Nginx write "return 301 ..." or end a rewrite with "permanent" ("redirect" gives 302).',
  },
  {
    reason: 'no-redirect',
    holds: (reason, page, { status }) => reason === 'status' && isRedirect(status) && page.status === 200,
    hint: 'This path answers with a page of its own. A redirect has status 301 and a Location header instead.',
  },
  {
    reason: 'moved',
    holds: (reason, page, { status }) =>
      reason === 'status' && !isRedirect(status) && isRedirect(page.status),
    hint: 'This page sends the visitor elsewhere (see Location) instead of answering. This exercise looks at the page itself, without following.',
  },
  {
    reason: 'path-not-configured',
    holds: (reason, page, { status }) => reason === 'status' && status !== 404 && page.status === 404,
    hint: 'The server does not know this path. Is it in the server block that answers, spelt the same? After a change: sudo nginx -t && sudo systemctl reload nginx',
  },
  {
    reason: 'found-instead-of-404',
    holds: (reason, page, { status }) => reason === 'status' && status === 404 && page.status === 200,
    hint: 'A page that does not exist was answered with 200, as if it did. Look at try_files (a last argument of "/index.html" catches everything; "=404" does not), and at error_page ("error_page 404 = /x" changes the status; without "=" it stays 404).',
  },
  {
    reason: 'forbidden',
    holds: (reason, page) => reason === 'status' && page.status === 403,
    hint: 'The server found the place but may not show it. Either there is no index file in it, or the user that Nginx runs as may not read it (or a folder above it).',
  },
  {
    reason: 'builtin-404',
    holds: (reason, page) => reason === 'text' && page.status === 404 && builtinPage.test(page.body),
    hint: 'The status is right, but this is the page that Nginx has built in. Your own one is named with error_page 404 in the server block that answers; reload after the change.',
  },
  {
    reason: 'default-page',
    holds: (reason, page) => reason === 'text' && page.body.includes('Welcome to nginx'),
    hint: 'This is the page that Nginx brings along. Your file is not where the answering server block looks (its root and index), or your block is not the one that answers.',
  },
  {
    reason: 'header',
    holds: (reason) => reason === 'header',
    hint: 'The answer does not carry this header. In Nginx the word is add_header, in the server block that answers; a location with an add_header of its own forgets those of the block around it.',
  },
  {
    reason: 'header-value',
    holds: (reason) => reason === 'header-value',
    hint: 'The header is there, and its value is not what the exercise asks for (see what was seen). In Nginx $hostname stands for the name of the server; between single or double quotes it works as well.',
  },
  {
    reason: 'not-https',
    holds: (reason) => reason === 'not-https',
    hint: 'The redirect does not lead to https. In Nginx: return 301 https://$host$request_uri;',
  },
  {
    reason: 'other-page',
    holds: (reason) => reason === 'other-page',
    hint: 'The redirect leads to https, but not to the page that was asked for: the visitor loses the path. $request_uri keeps it.',
  },
  {
    reason: 'other-host',
    holds: (reason) => reason === 'other-host',
    hint: 'The redirect leads to https on another name than the one that was asked for. $host is the name that the visitor typed.',
  },
  {
    reason: 'no-location',
    holds: (reason) => reason === 'no-location',
    hint: 'The status says "moved", but no Location header says where to.',
  },
  {
    reason: 'bad-location',
    holds: (reason) => reason === 'bad-location',
    hint: 'The Location header is no web address that a browser can follow.',
  },
  {
    reason: 'location-local',
    holds: (reason) => reason === 'location-local',
    hint: 'The redirect leads to localhost. For a visitor that is their own computer, not your server. To another page: write a path (/other) or a full public address. To https: return 301 https://$host$request_uri;',
  },
  {
    reason: 'location-https',
    holds: (reason) => reason === 'location-https',
    hint: 'This redirect only sends the visitor to the same page over https. This exercise looks at plain HTTP: there the path has to lead to another page.',
  },
  {
    reason: 'location-itself',
    holds: (reason) => reason === 'location-itself',
    hint: 'The redirect leads to the same path again. Either the redirect names the path that was asked for, or the path is a folder, and Nginx by itself only adds the slash. Write location = /PATH { return 301 /OTHER; } for it: that comes first, and the folder may stay.',
  },
];

/** The reason as sharp as the picture allows, and the hint that goes with it. */
export const hintFor = (
  reason: PageReason,
  page: SeenPage,
  expected: PageExpectation,
): { reason: PageReason; hint?: string } => {
  const picture = pictures.find(({ holds }) => holds(reason, page, expected));
  return picture ? { reason: picture.reason, hint: picture.hint } : { reason };
};
