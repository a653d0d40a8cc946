import { leafOf } from './certificates.ts';
import { siteFile } from './config.ts';
import { nameServers, registry } from './servers/machine/names.ts';
import { addresses } from './servers/machine.ts';
import { shop, type Shop } from './shop.ts';
import type { Stage } from './stage.ts';

/** The site that lessons call by the names kept for examples (RFC 2606, section 3), on a machine of its own. */

const names = ['www.example.com', 'example.com'] as const;

const certificateFolder = '/etc/letsencrypt/live/example.com';

const config = `server {
	listen 80;
	listen 443 ssl;
	server_name ${names.join(' ')};

	ssl_certificate ${certificateFolder}/fullchain.pem;
	ssl_certificate_key ${certificateFolder}/privkey.pem;

	root /var/www/shop;

	location / {
		try_files $uri $uri/ =404;
	}

	location /visits {
		proxy_pass http://127.0.0.1:3000;
		proxy_set_header Host $host;
	}
}
`;

const [first, second] = nameServers;

/** The zone as a small site has it. */
const zone = {
  zones: {
    'example.com': [
      `@ A ${addresses.server}`,
      `www A ${addresses.server}`,
      '@ NS ns2',
      `ns A ${first}`,
      `ns2 A ${second}`,
      '@ MX 10 mail',
      `mail A ${addresses.server}`,
      '@ TXT "v=spf1 mx -all"',
    ],
  },
};

const nameIt = async (site: Shop): Promise<void> => {
  const { certificate, privateKey } = leafOf(site.authority, { names });
  await site.write(`${certificateFolder}/fullchain.pem`, certificate);
  await site.write(`${certificateFolder}/privkey.pem`, privateKey);
  await site.write(siteFile, config);
  await Promise.all([
    site.does('nginx -t && systemctl reload nginx'),
    site.shows({
      registry,
      registered: [
        'example NS ns.example',
        'example NS ns2.example',
        `ns.example A ${first}`,
        `ns2.example A ${second}`,
      ],
      servers: { [first]: zone, [second]: zone },
    }),
  ]);
};

const answers = 'curl -fsS --max-time 10';

/** Throws unless a visitor gets the site, a page of the program, and the database answers. */
export const isWell = async (site: Shop): Promise<void> => {
  const asked = await Promise.all([
    ...['http://www.example.com/', 'https://example.com/', 'https://www.example.com/visits'].map((url) =>
      site.visitor(`${answers} ${url}`),
    ),
    site.root('mariadb-admin ping'),
  ]);
  const bad = asked.filter(({ code }) => code !== 0);
  if (bad.length > 0)
    throw new Error(`the site does not answer:\n${bad.map(({ out, err }) => out + err).join('')}`);
};

/** A machine on which all parts run, and some visitors have been. */
export const lessonSite = async (stage: Stage): Promise<Shop> => {
  const site = await shop(stage, { program: true, database: true });
  await nameIt(site);
  await isWell(site);
  return site;
};

/** What has happened before the commands of a block are typed, by what it says behind `given`; the last step mends it. */
export const given: Readonly<Record<string, (site: Shop) => Promise<void>>> = {
  'bad-gateway': async (site) => {
    await site.does('systemctl stop shop');
    await site.visitor('curl -sS https://www.example.com/visits');
    await site.does('systemctl start shop');
  },
};
