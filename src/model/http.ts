import { isIP } from 'node:net';
import { classify } from './address.ts';
import type { HttpExchange, HttpSeen, Visit } from './seen/http.ts';

/** The first value of a header; names are in lower case. */
export const headerOf = ({ headers }: Pick<HttpExchange, 'headers'>, name: string): string | undefined =>
  headers.find(([held]) => held === name)?.[1];

/** The last step of each visit. */
export const ends = ({ visits }: HttpSeen): HttpExchange[] => visits.flatMap(({ steps }) => steps.slice(-1));

/** The host of a URL as a site is called: no brackets around an IPv6 address. */
export const hostIn = (url: string): string => new URL(url).hostname.replace(/^\[|\]$/g, '');

/** A page by its URL, and by the address that gave it where the site was asked at more than one. */
export const shownPage = ({ visits }: HttpSeen, { url, address }: HttpExchange): string => {
  const visited = new Set(visits.flatMap(({ steps }) => steps.slice(0, 1).map((step) => step.address)));
  return visited.size > 1 ? `${url} (${address})` : url;
};

/** A place that means the visitor's own computer, or one network only. */
export const isNowhere = (url: string): boolean => {
  if (!URL.canParse(url)) return false;
  const host = hostIn(url);
  return host === 'localhost' || host === '_' || (isIP(host) !== 0 && classify(host) !== 'public');
};

/** What OpenSSL and Node call a certificate that is not accepted; other codes are of a handshake that failed before. */
const certificateCode =
  /^(?:CERT_|EE_KEY_|CA_KEY_|CA_MD_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_|PATH_LENGTH_|ERR_SSL_TLSV1_UNRECOGNIZED_NAME)/;

/** Whether a request was not made because the server showed no certificate that is valid for the name. */
export const isCertificateRefused = ({ outcome, code = '' }: HttpExchange): boolean =>
  outcome === 'tls' && certificateCode.test(code);

/** Why nothing was asked for over https. */
export const whyNotSecured = (exchange: HttpExchange): string =>
  isCertificateRefused(exchange)
    ? 'the certificate is not valid, so no page was asked for over it'
    : `the TLS handshake failed (${exchange.code ?? exchange.outcome}), so no page was asked for`;

/** What nginx (its code 497), Apache and Go say to a request that came without TLS. */
const withoutTls =
  /The plain HTTP request was sent to HTTPS port|speaking plain HTTP to an SSL-enabled server port|sent an HTTP request to an HTTPS server/;

/** The web server says itself that TLS is spoken at this port. */
export const wantsTls = ({ status, body }: HttpExchange): boolean => status === 400 && withoutTls.test(body);

/** The server asked for a certificate of the visitor: nginx's codes 496 and 495, or alert 116 (RFC 8446 §6.2). */
export const wantsClientCertificate = ({ status, body, code = '' }: HttpExchange): boolean =>
  code.endsWith('_ALERT_CERTIFICATE_REQUIRED') ||
  (status === 400 && /No required SSL certificate was sent|The SSL certificate error/.test(body));

/** The body is all that was sent. */
export const isWhole = ({ bodyCut, bodyUnfinished }: HttpExchange): boolean => !bodyCut && !bodyUnfinished;

/** Enough of a page came to see whether nginx made it: its own ones are short and end with its name. */
export const showsMaker = ({ body, bodyCut, bodyUnfinished }: HttpExchange): boolean =>
  !bodyUnfinished && (!bodyCut || body !== '');

/** Whether a visit that began without TLS was sent to https. */
export const isSentToHttps = ({ from, steps, next }: Visit): boolean =>
  from === 'http' && [...steps.map(({ url }) => url), next ?? ''].some((url) => url.startsWith('https:'));

/** nginx closes its own pages with its name (src/http/ngx_http_special_response.c). */
const nginxFooter = /<hr><center>nginx(?:\/[0-9.][^<]*)?<\/center>/;

/** The page was made by nginx itself, not handed on from a program behind it. */
export const isNginxOwnPage = ({ body, status = 0 }: HttpExchange): boolean =>
  status >= 300 && nginxFooter.test(body);

/** The pages that the packages of web servers put up. */
const packageTitle = /<title>(?:Welcome to nginx!|Caddy works!|Test Page for [^<]*)<\/title>/i;

/** The page is the one that comes with the web server. */
export const showsPackagePage = ({ status, body }: HttpExchange): boolean =>
  status === 200 && packageTitle.test(body);

/** How Apache's own pages begin (ap_send_error_response); the document type changed within version 2.4. */
const apacheHead =
  /^<!DOCTYPE HTML PUBLIC "-\/\/(?:IETF|W3C)\/\/DTD HTML [^>]*>\s*<html><head>\s*<title>\d{3} [^<]*<\/title>\s*<\/head><body>\s*<h1>/;

/** The page was made by Apache itself, not handed on from a program behind it. */
export const isApacheOwnPage = ({ body, status = 0 }: HttpExchange): boolean =>
  status >= 300 && apacheHead.test(body);

/** nginx gives a file this entity tag: its time and its length in hexadecimal (ngx_http_set_etag). */
const fileTag = /^(?:W\/)?"[0-9a-f]+-[0-9a-f]+"$/;

/** The answer carries what a web server sends with a file: when it was changed, or nginx's tag for it. */
export const looksLikeFile = (exchange: HttpExchange): boolean =>
  headerOf(exchange, 'last-modified') !== undefined || fileTag.test(headerOf(exchange, 'etag') ?? '');

/** An error page (5xx) that neither nginx nor Apache made and that is no file: the program behind ran, and failed. */
export const isErrorOfProgram = (exchange: HttpExchange): boolean =>
  (exchange.status ?? 0) >= 500 &&
  showsMaker(exchange) &&
  !isNginxOwnPage(exchange) &&
  !isApacheOwnPage(exchange) &&
  !looksLikeFile(exchange);

/** Where visits ended besides the page that was asked for twice: other addresses, or the other scheme. */
export const pagesElsewhere = (seen: HttpSeen | undefined, asked: HttpExchange): HttpExchange[] =>
  (seen ? ends(seen) : []).filter(
    ({ outcome, url, address, port }) =>
      outcome === 'answer' && (url !== asked.url || address !== asked.address || port !== asked.port),
  );
