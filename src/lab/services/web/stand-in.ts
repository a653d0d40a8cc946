import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { extname, normalize } from 'node:path';
import { codeOf, LabError } from '../../errors.ts';
import type { SitePlan } from '../../plan.ts';
import { held } from '../held.ts';
import type { LabSetting, PartMaker, Service } from '../service.ts';
import type { WebFiles } from './files.ts';
import { webFiles, writeWebFiles } from './files.ts';
import { forward, passedOn } from './forward.ts';
import { isProxied, notFoundFile, types, upstreamPort } from './pages.ts';

export const standInName = 'infra-tutor-stand-in';

interface Visit {
  readonly setting: LabSetting;
  readonly site: SitePlan;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly host: string;
  readonly path: string;
}

const sayings: Readonly<Record<number, string>> = {
  200: 'OK',
  301: 'Moved Permanently',
  400: 'Bad Request',
  404: 'Not Found',
  502: 'Bad Gateway',
  504: 'Gateway Time-out',
};

const html = 'text/html; charset=utf-8';

/** A page of the web server's own about a status. */
const own = ({ response }: Visit, status: number, headers: Record<string, string> = {}): void => {
  const says = `${status} ${sayings[status] ?? ''}`;
  response.writeHead(status, { 'Content-Type': html, ...headers });
  response.end(
    `<html>\n<head><title>${says}</title></head>\n<h1>${says}</h1>\n<hr>${standInName}\n</html>\n`,
  );
};

const redirect = (visit: Visit, location: string): void => own(visit, 301, { Location: location });

const over = (scheme: 'http' | 'https', { host, request, setting }: Visit): string =>
  `${scheme}://${host}:${setting.ports[scheme]}${request.url ?? '/'}`;

/** A path of this site as the full address that nginx would make of it. */
const absolute = ({ setting: { ports }, site, host }: Visit, to: string): string =>
  to.startsWith('/')
    ? `${site.scheme}://${host}:${site.scheme === 'https' ? ports.https : ports.http}${to}`
    : to;

const notFound = async (visit: Visit): Promise<void> => {
  const file = `${webFiles(visit.setting.place.directory).html}${notFoundFile}`;
  const text =
    visit.setting.plan.web.notFound === undefined ? undefined : await readFile(file).catch(() => undefined);
  if (!text) return own(visit, 404);
  visit.response.writeHead(404, { 'Content-Type': html, 'Content-Length': text.length });
  visit.response.end(text);
};

const serveFile = async (visit: Visit): Promise<void> => {
  const file = normalize(webFiles(visit.setting.place.directory).html + visit.path);
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return notFound(visit);
  const type = types[extname(file).slice(1)] ?? 'text/plain';
  visit.response.writeHead(200, {
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Length': found.size,
    'Last-Modified': found.mtime.toUTCString(),
    ETag: `"${found.mtimeMs.toString(16)}-${found.size.toString(16)}"`,
  });
  visit.response.end(await readFile(file));
};

const proxy = async (visit: Visit): Promise<void> => {
  const { setting, site, request, response, host } = visit;
  const { patience } = setting.plan.web.proxy;
  const answer = await forward(request, response, {
    port: upstreamPort(setting),
    host,
    scheme: site.scheme,
    patience,
  });
  if (answer === 'bad-gateway') return own(visit, 502);
  if (answer === 'timeout') return own(visit, 504);
  if (answer.statusCode === 404 && setting.plan.web.notFound !== undefined) {
    answer.resume();
    return notFound(visit);
  }
  response.writeHead(answer.statusCode ?? 502, { ...passedOn(answer.headers), server: standInName });
  answer.on('error', () => response.destroy());
  answer.pipe(response);
};

const answer = async (visit: Visit): Promise<void> => {
  const { redirects, headers, files, proxy: handedOn } = visit.setting.plan.web;
  if (visit.site.does === 'redirect-to-https') return redirect(visit, over('https', visit));
  if (visit.site.does === 'redirect-to-http') return redirect(visit, over('http', visit));
  if (visit.site.does === 'welcome') return own(visit, 200);
  for (const [name, value] of Object.entries(headers)) visit.response.setHeader(name, value);
  const [, to] = Object.entries(redirects).find(([from]) => visit.path.startsWith(from)) ?? [];
  if (to !== undefined) return redirect(visit, absolute(visit, to));
  return Object.hasOwn(files, visit.path) || !isProxied(handedOn, visit.path)
    ? serveFile(visit)
    : proxy(visit);
};

const pathOf = (url: string): string | undefined => {
  try {
    return normalize(decodeURIComponent(new URL(url, 'http://site').pathname));
  } catch {
    return undefined;
  }
};

/** Picks the site by its name, as nginx does; the first one answers for every other name. */
const listener =
  (setting: LabSetting, sites: readonly SitePlan[]): RequestListener =>
  (request, response) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    const site = sites.find(({ names }) => names.includes(host)) ?? sites[0];
    const path = pathOf(request.url ?? '/');
    response.setHeader('Server', standInName);
    if (!site) return void response.destroy();
    const visit = { setting, site, request, response, host, path: path ?? '/' };
    if (path === undefined) return own(visit, 400);
    answer(visit).catch(() => response.destroy());
  };

const makeServer = async (
  scheme: SitePlan['scheme'],
  files: WebFiles,
  serve: RequestListener,
): Promise<Server> => {
  if (scheme === 'http') return createServer(serve);
  const [cert, key] = await Promise.all([readFile(files.certificate), readFile(files.key)]);
  return createTlsServer({ cert, key, minVersion: 'TLSv1.2' }, serve);
};

const open = async (setting: LabSetting, sites: readonly SitePlan[]): Promise<Server> => {
  const { address = '127.0.0.1', scheme = 'http' } = sites[0] ?? {};
  const server = await makeServer(scheme, webFiles(setting.place.directory), listener(setting, sites));
  server.listen(setting.ports[scheme], address);
  await once(server, 'listening').catch((error: unknown) => {
    throw new LabError(
      `The lab's web server cannot listen on ${address} (${codeOf(error)}).`,
      'Start the lab again.',
      {
        cause: error,
        ...(codeOf(error) === 'EADDRINUSE' ? { code: 'port-taken' } : {}),
      },
    );
  });
  return server;
};

const start = async (setting: LabSetting): Promise<Service> => {
  const { sites } = setting.plan.web;
  const socketOf = ({ address, scheme }: SitePlan): string => `${scheme} ${address}`;
  const sockets = [...new Set(sites.map(socketOf))].map((socket) =>
    sites.filter((site) => socketOf(site) === socket),
  );
  const opened = await Promise.allSettled(sockets.map((group) => open(setting, group)));
  const servers = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const close = (): void =>
    servers.forEach((server) => {
      server.close();
      server.closeAllConnections();
    });
  const failure = opened.find((result) => result.status === 'rejected');
  if (failure) {
    close();
    throw failure.reason;
  }
  return held({ software: standInName, real: false }, close);
};

/** Stands in for nginx where it is not installed: the same sites from the same plan, by Node, under its own name. */
export const webStandIn: PartMaker = {
  software: standInName,
  real: false,
  prepare: async (setting) => {
    if (setting.plan.app.runtime === 'php-fpm')
      throw new LabError(
        'PHP-FPM speaks FastCGI, and the stand-in for Nginx does not.',
        'Install Nginx: sudo apt-get install nginx',
      );
    await writeWebFiles(setting);
  },
  start,
};
