import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Stage } from '../stage.ts';
import { loopback } from '../target.ts';
import { folder, readyWhen, start } from './run.ts';

const listener = `
const server = require('node:net').createServer();
server.listen({ port: 0, host: '${loopback}', backlog: 1 }, () => console.log('port', server.address().port));
`;

const portIn = (said: string): number => Number(/port (\d+)/.exec(said)?.[1]);

/**
 * A port that does not answer at all, as behind a firewall that drops packets: its queue is full and its process
 * stopped, so the kernel drops what comes (listen(2)). Needs no privilege and no network.
 */
export const blackhole = async (stage: Stage): Promise<number> => {
  // As ourselves: nobody may not be allowed to read this Node.js.
  const child = start(stage, await folder(stage), [process.execPath, '-e', listener], { asOurselves: true });
  await readyWhen(child, (said) => portIn(said) > 0);
  const port = portIn(await child.said());
  process.kill(child.pid, 'SIGSTOP');
  stage.defer(() => process.kill(child.pid, 'SIGCONT'));
  const queued = Array.from({ length: 4 }, () => connect(port, loopback).on('error', () => {}));
  stage.defer(() => queued.forEach((socket) => socket.destroy()));
  await Promise.all(queued.slice(0, 2).map((socket) => once(socket, 'connect')));
  // The others have sent their first packet by now.
  await sleep(50);
  return port;
};
