import { makeAuthority } from '../../src/lab/authority.ts';
import type { Certificate } from '../../src/lab/certificate.ts';
import { leafOf } from './certificates.ts';
import { bothNames } from './config.ts';
import type { Internet } from './servers/machine/internet.ts';
import { nameServer } from './servers/machine/names.ts';
import { addresses, machine, type Machine, type Ran } from './servers/machine.ts';
import { program } from './servers/program.ts';
import type { Stage } from './stage.ts';
import { siteName } from './target.ts';

/** A student's finished site on a server of its own: Nginx, a program behind it, and a database when it is asked for. */
export interface Shop extends Machine {
  readonly authority: Certificate;
  /** What a visitor types behind `infra-tutor check`. */
  readonly typed: string;
  /** As the administrator, and it has to succeed. */
  does(command: string): Promise<Ran>;
  write(path: string, text: string): Promise<void>;
  read(path: string): Promise<string>;
  /** The records of the site's zone from now on. */
  records(records: readonly string[]): Promise<void>;
  /** All of DNS is like this from now on. */
  shows(internet: Internet): Promise<void>;
}

const authority = makeAuthority('test authority');

export const certificateFolder = '/etc/letsencrypt/live/shop.com';

/** What is typed behind `infra-tutor check` on the server itself, which asks no DNS. */
export const typedThere = `${siteName} --address ${addresses.server} --ca /usr/share/test-authority/ca.pem`;

/** What the database holds. */
const sql = `CREATE DATABASE shop;
CREATE TABLE shop.visits (count INT UNSIGNED NOT NULL);
CREATE USER 'app'@'localhost' IDENTIFIED BY 'secret';
GRANT SELECT, INSERT, UPDATE, DELETE ON shop.* TO 'app'@'localhost';
`;

const startDatabase = async ({ does, root }: Pick<Shop, 'does' | 'root'>): Promise<void> => {
  await Promise.all(['mariadbd', 'mariadb-install-db', 'mysql', 'mariadb-admin'].map(program));
  await does(
    'mariadb-install-db --user=mysql --auth-root-authentication-method=socket --skip-test-db && systemctl enable --now mariadb',
  );
  await root('mysql', sql);
};

/** What runs besides Nginx. */
export interface Parts {
  readonly program?: boolean;
  readonly database?: boolean;
}

export const shop = async (stage: Stage, { program: made, database }: Parts = {}): Promise<Shop> => {
  const server = await machine(stage, authority.certificate);
  const does = async (command: string): Promise<Ran> => {
    const ran = await server.root(command);
    if (ran.code !== 0) throw new Error(`${command}: ${ran.code}\n${ran.out}${ran.err}`);
    return ran;
  };
  const write = async (path: string, text: string): Promise<void> => {
    const { code, err } = await server.root(`mkdir -p "$(dirname '${path}')" && cat >'${path}'`, text);
    if (code !== 0) throw new Error(err);
  };
  const leaf = leafOf(authority);
  await server.root(
    'sh',
    [
      'mkdir -p /usr/share/test-authority',
      `mkdir -p ${certificateFolder}`,
      ...(
        [
          ['/usr/share/test-authority/ca.pem', authority.certificate],
          ['/usr/share/test-authority/ca.key', authority.privateKey],
          [`${certificateFolder}/cert.pem`, leaf.certificate],
          [`${certificateFolder}/fullchain.pem`, leaf.certificate],
          [`${certificateFolder}/privkey.pem`, leaf.privateKey],
        ] as const
      ).map(([path, text]) => `cat >${path} <<'END'\n${text}END`),
    ].join('\n'),
  );
  const names = await nameServer(stage, server.visitorEnters, addresses.names);
  const records = (changed: readonly string[]) => names.serve({ 'shop.com': changed });
  await Promise.all([
    records(bothNames),
    does('systemctl enable --now nginx'),
    ...(made ? [does('systemctl enable --now shop')] : []),
    ...(database ? [startDatabase({ does, root: server.root })] : []),
  ]);
  return {
    ...server,
    authority,
    typed: `${siteName} --ca ${server.trusted}`,
    does,
    write,
    read: async (path) => (await does(`cat '${path}'`)).out,
    records,
    shows: (internet) => names.show(internet),
  };
};
