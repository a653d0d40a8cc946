import { readFile } from 'node:fs/promises';
import { freePorts } from '../../../src/lab/ports.ts';
import type { Target } from '../../../src/model/target.ts';
import { issued } from '../certificates.ts';
import type { Stage } from '../stage.ts';
import { closed, loopback, siteName, targetFor } from '../target.ts';
import { program } from './program.ts';
import { again, folder, readyWhen, start } from './run.ts';

/** Where Debian's package apache2-bin puts them. */
const modules =
  'mpm_event authn_core authn_file authz_core authz_user auth_basic alias dir autoindex mime ssl'.split(' ');

const conf = (home: string, [http, https]: readonly number[], inside: string): string => `ServerRoot "${home}"
DefaultRuntimeDir "${home}"
PidFile "${home}/httpd.pid"
ErrorLog "${home}/error.log"
ServerName ${siteName}
ServerSignature On
StartServers 1
${modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
TypesConfig /dev/null
AddType text/html .html
DocumentRoot "${home}/html"
Listen ${loopback}:${http}
Listen ${loopback}:${https}
<VirtualHost ${loopback}:${http}>
Redirect permanent / https://${siteName}:${https}/
</VirtualHost>
<VirtualHost ${loopback}:${https}>
SSLEngine on
SSLCertificateFile "${home}/chain.pem"
SSLCertificateKeyFile "${home}/key.pem"
${inside}
</VirtualHost>
`;

/**
 * A site on the Apache that is installed, as an ordinary user: plain HTTP leads to https, which shows a page.
 * @param inside of the `<VirtualHost>` of https
 */
export const apacheSite = async (
  stage: Stage,
  inside = '',
  files: Readonly<Record<string, string>> = {
    'html/index.html': '<!doctype html><title>Shop</title><h1>Shop</h1>\n',
  },
): Promise<Target> => {
  const command = await program('apache2');
  return again(async () => {
    const [http = 0, https = 0] = await freePorts([[loopback], [loopback]]);
    const home = await folder(stage);
    const { chain, key, ca } = issued();
    for (const [name, text] of Object.entries({ ...files, 'chain.pem': chain, 'key.pem': key }))
      await home.write(name, text);
    const config = await home.write('httpd.conf', conf(home.path, [http, https], inside));
    const child = start(stage, home, [command, '-DFOREGROUND', '-f', config]);
    const number = (): Promise<string> => readFile(`${home.path}/httpd.pid`, 'utf8').catch(() => '');
    await readyWhen(child, async () => (await number()) === `${child.pid}\n`);
    return targetFor({ ports: { http, https, db: closed.db }, ca });
  });
};
