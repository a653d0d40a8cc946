import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { cli } from '../support/run-cli.ts';
import { greeting, packet } from '../support/servers/mysql-peer.ts';
import { peer } from '../support/servers/peer.ts';
import { staged } from '../support/stage.ts';

/** In a process of its own the driver is read only now, and what comes meanwhile must find somebody who listens. */

const goodbyes: readonly (readonly [string, (socket: Socket) => void])[] = [
  ['closes', (socket) => socket.end()],
  ['resets the connection', (socket) => setImmediate(() => socket.resetAndDestroy())],
  ['goes on out of turn', (socket) => socket.write(packet(7, Buffer.from('out of turn')))],
  ['sends an empty packet', (socket) => socket.write(packet(1, Buffer.alloc(0)))],
];

for (const [how, leave] of goodbyes)
  test(
    `a database that greets and ${how} is no reason to fall over`,
    staged(async (stage) => {
      const port = await peer(stage, (socket) => {
        socket.write(greeting('mysql_native_password'), () => leave(socket));
      });
      const { stdout, stderr, code } = await cli([
        'check',
        '127.0.0.1',
        '--only',
        'db',
        '--db-user',
        'visitor',
        '--db-port',
        String(port),
        '--format',
        'json',
      ]);
      expect(stderr).toBe('');
      expect(code).toBe(3);
      expect((JSON.parse(stdout) as { evidence: object }).evidence).toMatchObject({
        mysql: { attempts: [{ state: 'greeting' }] },
      });
    }),
  );
