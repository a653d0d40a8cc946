import type { Target } from '../../src/model/target.ts';
import { issued, type Issued } from './certificates.ts';
import { nginx, type Ports } from './servers/nginx.ts';
import type { Stage } from './stage.ts';
import { closed, loopback, targetFor } from './target.ts';

export interface SiteOptions {
  readonly typed?: string;
  /** Inside the `server { }` of plain HTTP; otherwise it sends visitors to https. */
  readonly plain?: (ports: Ports) => string;
  /** Inside the `server { }` of https; otherwise it serves a file. */
  readonly secure?: (ports: Ports) => string;
  /** After `listen ADDRESS:PORT` of https. */
  readonly listen?: string;
  readonly certificate?: Issued;
  /** Where visitors are sent instead of the https port of this nginx; that one is then not opened. */
  readonly httpsPort?: number;
  readonly files?: Readonly<Record<string, string>>;
  /** Where it listens, each as nginx writes it; otherwise at one address of IPv4. */
  readonly addresses?: readonly string[];
  /** `server_name` of the blocks of the site. */
  readonly name?: string;
  /** More `server { }` blocks, which come first. */
  readonly before?: (ports: Ports) => string;
  /** It is looked at from inside, too. */
  readonly inside?: boolean;
}

const sentToHttps = (port: number): string => `return 301 https://$host:${port}$request_uri;`;

const block =
  ({ addresses = [loopback], name = '_' }: SiteOptions) =>
  (listen: string, inside: string): string =>
    `server { ${addresses.map((one) => `listen ${one}:${listen};`).join(' ')} server_name ${name};\n${inside}\n}`;

const certificateLines = 'ssl_certificate chain.pem; ssl_certificate_key key.pem;';

/** A site on a real nginx: plain HTTP leads to https, which shows a page. Healthy, but for what the options say. */
export const site = async (stage: Stage, options: SiteOptions = {}): Promise<Target> => {
  const { typed, plain, secure, listen = 'ssl', certificate = issued(), httpsPort, files, before } = options;
  const own = block(options);
  const ports = await nginx(
    stage,
    (free) =>
      [
        before?.(free) ?? '',
        own(String(free.http), plain?.(free) ?? sentToHttps(httpsPort ?? free.https)),
        ...(httpsPort === undefined
          ? [own(`${free.https} ${listen}`, `${certificateLines}\n${secure?.(free) ?? 'root html;'}`)]
          : []),
      ].join('\n'),
    {
      'html/index.html': '<!doctype html>\n<title>Shop</title>\n<h1>Shop</h1>\n',
      'chain.pem': certificate.chain,
      'key.pem': certificate.key,
      ...files,
    },
  );
  return targetFor({
    ...(typed ? { typed } : {}),
    ports: { http: ports.http, https: httpsPort ?? ports.https, db: closed.db },
    ca: certificate.ca,
    ...(options.inside
      ? {
          inside: {
            way: 'here',
            sudo: false,
            nginx: { prefix: ports.home, conf: `${ports.home}/nginx.conf` },
          } as const,
        }
      : {}),
  });
};
