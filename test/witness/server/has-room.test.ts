import { namespace, routed } from '../../support/servers/namespace.ts';
import type { Stage } from '../../support/stage.ts';
import { siteName } from '../../support/target.ts';
import { witnessInNamespace, type Visit } from '../../support/witness.ts';

/** Answers every visitor. */
const page = `require('node:http').createServer((_, response) => response.end('a page'))
  .listen(80, '192.0.2.1', () => console.log('ready'))`;

/** A server whose folder for the web is a small disk of its own, in memory. */
const withDisk = async (stage: Stage, options: string, fill: string): Promise<Visit> => {
  const space = await namespace(stage, [...routed, `mount -t tmpfs -o ${options} tmpfs /srv`, fill]);
  await space.run(page);
  return {
    space,
    args: [siteName, '--address', '192.0.2.1', '--private', '--inside', '--only', 'server'],
  };
};

const write = (kib: number): string => `head -c ${kib * 1024} /dev/zero > /srv/file || true`;

witnessInNamespace('server/has-room/disk-full', (stage) => withDisk(stage, 'size=256k', write(256)));

witnessInNamespace('server/has-room/disk-filling', (stage) => withDisk(stage, 'size=4096k', write(3_960)));

witnessInNamespace('server/has-room/files-full', (stage) =>
  withDisk(
    stage,
    'size=4096k,nr_inodes=10',
    'for n in 1 2 3 4 5 6 7 8 9 10 11; do touch /srv/$n || true; done',
  ),
);
