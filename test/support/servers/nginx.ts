import { readFile } from 'node:fs/promises';
import { freePorts } from '../../../src/lab/ports.ts';
import type { Stage } from '../stage.ts';
import { loopback } from '../target.ts';
import { program } from './program.ts';
import { again, folder, readyWhen, start } from './run.ts';

export interface Ports {
  readonly http: number;
  readonly https: number;
}

export interface Nginx extends Ports {
  /** Where its files lie: `nginx.conf`, `error.log`. */
  readonly home: string;
}

/** Paths without a slash in front are relative to nginx's own folder. */
const conf = (servers: string): string => `daemon off;
worker_processes 1;
pid nginx.pid;
error_log stderr;
error_log error.log;
events { worker_connections 128; }
http {
  access_log access.log;
  default_type text/html;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
${servers}
}
`;

/**
 * The nginx that is installed, as an ordinary user.
 * @param servers the `server { }` blocks for two free ports
 * @param files what lies beside nginx.conf
 */
export const nginx = async (
  stage: Stage,
  servers: (ports: Ports) => string,
  files: Readonly<Record<string, string>> = {},
): Promise<Nginx> => {
  const command = await program('nginx');
  return again(async () => {
    const [http = 0, https = 0] = await freePorts([[loopback], [loopback]]);
    const home = await folder(stage);
    for (const [name, text] of Object.entries(files)) await home.write(name, text);
    const config = await home.write('nginx.conf', conf(servers({ http, https })));
    const child = start(stage, home, [command, '-p', home.path, '-c', config, '-e', 'stderr']);
    // It writes its number down once its ports are open.
    const number = (): Promise<string> => readFile(`${home.path}/nginx.pid`, 'utf8').catch(() => '');
    await readyWhen(child, async () => (await number()) === `${child.pid}\n`);
    return { http, https, home: home.path };
  });
};
