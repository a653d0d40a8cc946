import type { SitePlan } from '../../plan.ts';
import { fpmFiles } from '../app/php-fpm-config.ts';
import type { LabPorts, LabSetting } from '../service.ts';
import { notFoundFile, types, upstreamPort, welcomeFolder } from './pages.ts';

/** nginx reads `$` as a variable even inside quotes, so texts of the plan may not hold one. */
const quoted = (text: string): string => `"${text.replaceAll(/[\\"]/g, '\\$&').replaceAll('$', '')}"`;

const listen = ({ address, scheme }: SitePlan, { ports }: LabSetting): string =>
  scheme === 'https' ? `${address}:${ports.https} ssl` : `${address}:${ports.http}`;

const certificate = `
        ssl_certificate     tls/certificate.pem;
        ssl_certificate_key tls/key.pem;
        ssl_protocols       TLSv1.2 TLSv1.3;
`;

const actions: Readonly<Record<SitePlan['does'], (ports: LabPorts) => string>> = {
  serve: () => 'include site.conf;',
  'redirect-to-https': ({ https }) => `return 301 https://$host:${https}$request_uri;`,
  'redirect-to-http': ({ http }) => `return 301 http://$host:${http}$request_uri;`,
  welcome: () => `root ${welcomeFolder};`,
};

const serverBlock = (site: SitePlan, setting: LabSetting): string => `
    server {
        listen      ${listen(site, setting)};
        server_name ${site.names.join(' ')};
${site.scheme === 'https' ? certificate : ''}
        ${actions[site.does](setting.ports)}
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
    # As Nginx writes it by itself; then how long it all took, who was asked behind Nginx, and how long that took.
    log_format timed '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent '
                     '"$http_referer" "$http_user_agent" $request_time $upstream_addr $upstream_response_time';
    access_log logs/access.log timed;
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

/** What a program behind HTTP is told about the visitor, and how long it is waited for. */
const overHttp = (setting: LabSetting): string => `
    proxy_pass http://127.0.0.1:${upstreamPort(setting)};
    proxy_set_header Host              $host;
    proxy_set_header X-Real-IP         $remote_addr;
    proxy_set_header X-Forwarded-For   $proxy_add_x_forwarded_for;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_connect_timeout 2s;
    proxy_read_timeout    ${setting.plan.web.proxy.patience}s;
`;

/** The parameters are those that PHP needs (CGI/1.1, RFC 3875 §4.1): one script answers for every path. */
const overFastCgi = ({ plan: { web }, place }: LabSetting): string => {
  const { folder, socket, script } = fpmFiles(place.directory);
  return `
    fastcgi_pass unix:${web.proxy.to === 'app' ? socket : `${folder}/elsewhere.sock`};
    fastcgi_param SCRIPT_FILENAME ${script};
    fastcgi_param SCRIPT_NAME     /index.php;
    fastcgi_param REQUEST_METHOD  $request_method;
    fastcgi_param REQUEST_URI     $request_uri;
    fastcgi_param QUERY_STRING    $query_string;
    fastcgi_param CONTENT_TYPE    $content_type;
    fastcgi_param CONTENT_LENGTH  $content_length;
    fastcgi_param SERVER_PROTOCOL $server_protocol;
    fastcgi_param SERVER_NAME     $host;
    fastcgi_param REMOTE_ADDR     $remote_addr;
    fastcgi_param HTTPS           $https if_not_empty;
    fastcgi_connect_timeout 2s;
    fastcgi_read_timeout    ${web.proxy.patience}s;
`;
};

const handedOn = (location: string, setting: LabSetting): string => `
location ${location} {${speaksFastCgi(setting) ? overFastCgi(setting) : overHttp(setting)}}
`;

const redirect = (from: string, to: string): string => `
location ${from} {
    return 301 ${to};
}
`;

const speaksFastCgi = ({ plan }: LabSetting): boolean => plan.app.runtime === 'php-fpm';

const notFound = (setting: LabSetting): string => `
error_page 404 ${notFoundFile};
${speaksFastCgi(setting) ? 'fastcgi' : 'proxy'}_intercept_errors on;

location = ${notFoundFile} {
    internal;
}
`;

/** `site.conf`: the pages, the same for every server block that includes it. */
export const siteConf = (setting: LabSetting): string => {
  const { files, redirects, headers, notFound: page, proxy } = setting.plan.web;
  const folders = new Set(Object.keys(files).map((path) => path.slice(0, path.lastIndexOf('/') + 1)));
  return [
    '# The pages of the site.\n\nroot html;\n',
    ...Object.entries(headers).map(([name, value]) => `add_header ${name} ${quoted(value)};\n`),
    page === undefined ? '' : notFound(setting),
    ...Object.entries(redirects).map(([from, to]) => redirect(from, to)),
    ...[...folders].filter((path) => path !== '/').map((path) => `\nlocation ${path} {\n}\n`),
    ...proxy.locations.map((location) => handedOn(location, setting)),
  ].join('');
};
