import connectionsLeftOpen from '../../../src/lab/faults/code/connections-left-open.ts';
import tooManyConnections from '../../../src/lab/faults/db/too-many-connections.ts';
import { brokenLab, sharedOut } from '../../support/broken-lab.ts';
import { database, databaseIn, onlyBySocket, visitor } from '../../support/servers/mariadb.ts';
import { having, namespace, routed } from '../../support/servers/namespace.ts';
import { closesAtOnce, peer } from '../../support/servers/peer.ts';
import { folder } from '../../support/servers/run.ts';
import { sshd } from '../../support/servers/sshd.ts';
import { lab, targetOf } from '../../support/lab.ts';
import { closed, loopback, siteName, targetFor } from '../../support/target.ts';
import { witness, witnessInNamespace } from '../../support/witness.ts';

const only = ['db'] as const;

const databaseAt = (port: number) => targetFor({ ports: { ...closed, db: port }, dbHost: loopback, only });

witness('db/handshake/refused', async (stage) => {
  const stack = await lab(stage);
  await stack.stopPart('db');
  return targetOf(stack);
});

witness('db/handshake/nobody-at-socket', async (stage) => {
  const stack = await database(stage);
  const dbSocket = stack.description.dbSocket ?? '';
  await stack.stopPart('db');
  return { ...targetOf(stack), dbSocket, only };
});

witness('db/handshake/silent', async (stage) => databaseAt(await peer(stage)));

witness('db/handshake/closed', async (stage) => databaseAt(await closesAtOnce(stage)));

witness('db/handshake/not-mysql', async (stage) => databaseAt((await sshd(stage)).port));

witness('db/handshake/too-many-connections', async (stage) => {
  // MariaDB takes ten as the least, and keeps one more for its administrator.
  const stack = await database(stage, (plan) => ({ ...plan, maxConnections: 10 }));
  await Promise.all(Array.from({ length: 10 }, () => visitor(stage, stack)));
  return { ...targetOf(stack), only };
});

witness('db/handshake/held-by-program', (stage) => brokenLab(stage, connectionsLeftOpen.apply));

witness('db/handshake/held-by-another', (stage) => brokenLab(stage, tooManyConnections.apply));

witness('db/handshake/limit-too-small', (stage) => brokenLab(stage, sharedOut));

witness('db/handshake/host-not-allowed', async (stage) => ({
  ...targetOf(await database(stage, onlyBySocket)),
  only,
}));

const server = '10.99.0.1';

const client = ['--address', '10.99.0.9', '--private', '--db-host'] as const;

// The server keeps count of no address of its own machine, so it has to see another one, which has a name.
witnessInNamespace('db/handshake/host-blocked', async (stage) => {
  const hosts = await (await folder(stage)).write('hosts', `${server} client.shop.com\n`);
  const space = await namespace(stage, [...routed, having(server), `mount --bind ${hosts} /etc/hosts`]);
  await databaseIn(stage, space, server, ['--skip-name-resolve=0', '--max-connect-errors=1']);
  await space.run(`
    const socket = require('node:net').connect(3306, '${server}');
    socket.once('data', () => socket.destroy());
    socket.once('close', () => console.log('ready'));
    setTimeout(() => {}, 60_000);
  `);
  return {
    space,
    args: [siteName, ...client, server, '--only', 'db'],
  };
});

// Nobody in this network has the address, so nobody says where it is.
witnessInNamespace('db/handshake/unreachable', async (stage) => ({
  space: await namespace(stage, [
    ...routed,
    'ip link add card type veth peer name far',
    'ip address add 10.99.1.1/24 dev card',
    'ip link set card up',
    'ip link set far up',
  ]),
  args: [siteName, ...client, '10.99.1.9', '--only', 'db'],
}));

// Its resolver is somebody who never answers.
witnessInNamespace('db/handshake/slow-greeting', async (stage) => {
  const files = await folder(stage);
  const resolver = '10.99.0.53';
  const conf = await files.write('resolv.conf', `nameserver ${resolver}\noptions timeout:2 attempts:1\n`);
  const hosts = await files.write('hosts', '127.0.0.1 localhost\n');
  const space = await namespace(stage, [
    ...routed,
    having(server),
    having(resolver),
    `mount --bind ${conf} /etc/resolv.conf`,
    `mount --bind ${hosts} /etc/hosts`,
  ]);
  await space.run(
    `require('node:dgram').createSocket('udp4').bind(53, '${resolver}', () => console.log('ready'))`,
  );
  await databaseIn(stage, space, server, ['--skip-name-resolve=0']);
  return { space, args: [siteName, ...client, server, '--only', 'db'] };
});
