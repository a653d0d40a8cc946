import type { Shop } from './shop.ts';

/** A program that keeps this many connections open, and tries again where one is refused. */
const pool = (size: number): string =>
  `rm -f /run/idle; mkfifo /run/idle; sleep 600 >/run/idle &
for i in $(seq ${size}); do while :; do mysql -uapp -psecret </run/idle; sleep 0.1; done & done; wait`;

const poolUnit = `[Unit]
Description=A program with a pool of connections

[Service]
Type=simple
ExecStart=/bin/sh /opt/shop/pool
X-Ready=[ $(mysql -NBe "SELECT COUNT(*) FROM information_schema.processlist WHERE USER = 'app'") -ge $(grep -oE 'seq [0-9]+' /opt/shop/pool | cut -c5-) ]
`;

/** It runs, as the service `pool`, and holds them all. */
export const holdConnections = async (site: Shop, size: number): Promise<void> => {
  await site.write('/opt/shop/pool', pool(size));
  await site.write('/usr/lib/systemd/system/pool.service', poolUnit);
  await site.does('systemctl start pool');
};

/** In the settings of the program, this many connections instead of that many. */
export const poolOf = (size: number, instead: number) => ({
  file: '/opt/shop/pool',
  from: `seq ${size}`,
  to: `seq ${instead}`,
});
