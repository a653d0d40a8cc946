import type { ProxyPlan, SitePlan } from '../../plan.ts';
import type { LabSetting } from '../service.ts';
import { notFoundFile, types, upstreamPort } from './pages.ts';

/** nginx reads `$` as a variable even inside quotes, so texts of the plan may not hold one. */
const quoted = (text: string): string => `"${text.replaceAll(/[\\"]/g, '\\$&').replaceAll('$', '')}"`;

const listen = ({ address, scheme }: SitePlan, { ports }: LabSetting): string =>
  scheme === 'https' ? `${address}:${ports.https} ssl` : `${address}:${ports.http}`;

const certificate = `
        ssl_certificate     tls/certificate.pem;
        ssl_certificate_key tls/key.pem;
        ssl_protocols       TLSv1.2 TLSv1.3;
`;

const serverBlock = (site: SitePlan, setting: LabSetting): string => `
    server {
        listen      ${listen(site, setting)};
        server_name ${site.names.join(' ')};
${site.scheme === 'https' ? certificate : ''}
        ${site.does === 'serve' ? 'include site.conf;' : `return 301 https://$host:${setting.ports.https}$request_uri;`}
    }
`;

/** `nginx.conf`: everything but the pages. Paths are relative to the directory it lies in. */
export const nginxConf = (setting: LabSetting): string => `# The web server of www.foobar.com.
# After a change, in this directory:  nginx -p . -c nginx.conf -e logs/error.log -t  and, when it is content, -s reload

daemon           off;
worker_processes 1;
pid              nginx.pid;
error_log        logs/error.log;

events {
    worker_connections 512;
}

http {
    access_log logs/access.log;
    types {
${Object.entries(types)
  .map(([ending, type]) => `        ${type.padEnd(15)} ${ending};`)
  .join('\n')}
    }
    charset utf-8;

    client_body_temp_path tmp/body;
    proxy_temp_path       tmp/proxy;
    fastcgi_temp_path     tmp/fastcgi;
    uwsgi_temp_path       tmp/uwsgi;
    scgi_temp_path        tmp/scgi;
${setting.plan.web.sites.map((site) => serverBlock(site, setting)).join('')}}
`;

const proxied = (location: string, { patience }: ProxyPlan, port: number): string => `
location ${location} {
    proxy_pass http://127.0.0.1:${port};
    proxy_set_header Host              $host;
    proxy_set_header X-Real-IP         $remote_addr;
    proxy_set_header X-Forwarded-For   $proxy_add_x_forwarded_for;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_connect_timeout 2s;
    proxy_read_timeout    ${patience}s;
}
`;

const redirect = (from: string, to: string): string => `
location ${from} {
    return 301 ${to};
}
`;

const notFound = `
error_page 404 ${notFoundFile};
proxy_intercept_errors on;

location = ${notFoundFile} {
    internal;
}
`;

/** `site.conf`: the pages, the same for every server block that includes it. */
export const siteConf = (setting: LabSetting): string => {
  const { files, redirects, headers, notFound: page, proxy } = setting.plan.web;
  const port = upstreamPort(setting);
  const folders = new Set(Object.keys(files).map((path) => path.slice(0, path.lastIndexOf('/') + 1)));
  return [
    '# The pages of the site.\n\nroot html;\n',
    ...Object.entries(headers).map(([name, value]) => `add_header ${name} ${quoted(value)};\n`),
    page === undefined ? '' : notFound,
    ...Object.entries(redirects).map(([from, to]) => redirect(from, to)),
    ...[...folders].filter((path) => path !== '/').map((path) => `\nlocation ${path} {\n}\n`),
    ...proxy.locations.map((location) => proxied(location, proxy, port)),
  ].join('');
};
