import type { Edit } from './repair.ts';
import { addresses } from './servers/machine.ts';
import { program } from './servers/program.ts';
import type { Shop } from './shop.ts';

/** The files of the shop, and what is done to them. */

export const siteFile = '/etc/nginx/sites-available/shop';

/** As after a change that Nginx has read. */
export const reload = 'nginx -t && systemctl reload nginx';

/** In the configuration of the site, this instead of that. */
export const inSite = (from: string, to: string): Edit => ({ file: siteFile, from, to });

/** A site that was configured like this, and Nginx has read it. */
export const configured =
  (from: string, to: string) =>
  async (site: Shop): Promise<void> => {
    const text = await site.read(siteFile);
    if (!text.includes(from)) throw new Error(`the site does not hold ${from}`);
    await site.write(
      siteFile,
      text.replaceAll(from, () => to),
    );
    await site.does(reload);
  };

export const settingsFile = '/opt/shop/settings.json';

/** In the settings of the program, one more line, or one of them changed. */
export const inSettings = (from: string, to: string): Edit => ({ file: settingsFile, from, to });

/** A program that was set up like this, and has read it. */
export const setUp =
  (from: string, to: string) =>
  async (site: Shop): Promise<void> => {
    const text = await site.read(settingsFile);
    if (!text.includes(from)) throw new Error(`the settings do not hold ${from}`);
    await site.write(
      settingsFile,
      text.replace(from, () => to),
    );
    await site.does('systemctl restart shop');
  };

/** The zone holds these records from now on. */
export const records =
  (...held: readonly string[]) =>
  (site: Shop): Promise<void> =>
    site.records(held);

export const wwwOnly = `www A ${addresses.server}`;
export const bothNames = [`@ A ${addresses.server}`, wwwOnly] as const;

/** A server block that answers on the https port for every name that no other block has. */
export const defaultBlock = (inside: string): string => `printf '%s' 'server {
	listen 443 ssl default_server;
	${inside}
}
' >>${siteFile} && ${reload}`;

const listen = (port: number): string => `echo 'Port ${port}' >/etc/ssh/sshd_config && /usr/sbin/sshd`;

/** Nginx has stopped, and the ssh server has taken this port of it. */
export const sshAt =
  (port: number) =>
  async (site: Shop): Promise<void> => {
    await program('sshd');
    await site.does(`systemctl stop nginx && mkdir -p /run/sshd && ssh-keygen -qA && ${listen(port)}`);
  };

/** It is moved back to a port of its own. */
export const sshMoved = `kill $(cat /run/sshd.pid) && while pgrep -x sshd >/dev/null; do sleep 0.02; done && ${listen(22)}`;

export const apacheFile = '/etc/apache2/sites-available/shop.conf';

/** Apache answers in the place of Nginx, with this site of its own. */
export const apacheInstead =
  (enabled: 'shop' | '000-default') =>
  async (site: Shop): Promise<void> => {
    await program('apache2');
    await site.does(
      `systemctl disable --now nginx && a2dissite 000-default && a2ensite ${enabled} && systemctl enable --now apache2`,
    );
  };

/** In the configuration of Apache's site, this inside its block. */
export const inApache =
  (inside: string) =>
  async (site: Shop): Promise<void> => {
    const text = await site.read(apacheFile);
    await site.write(
      apacheFile,
      text.replace('</VirtualHost>', () => `${inside}\n</VirtualHost>`),
    );
    await apacheInstead('shop')(site);
  };
