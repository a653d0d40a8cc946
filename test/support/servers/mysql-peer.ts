import type { Stage } from '../stage.ts';
import { peer } from './peer.ts';

/** What MySQL puts in front of every packet: three bytes of length and a number (Protocol::Packet). */
export const packet = (number: number, payload: Buffer): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUIntLE(payload.length, 0, 3);
  head[3] = number;
  return Buffer.concat([head, payload]);
};

/** PROTOCOL_41, SECURE_CONNECTION, PLUGIN_AUTH, CONNECT_WITH_DB and LONG_PASSWORD. */
const capabilities = 0x8_a209;

/** Protocol::HandshakeV10 */
export const greeting = (plugin: string, version = '8.0.40'): Buffer => {
  const fixed = Buffer.alloc(4 + 8 + 1 + 2 + 1 + 2 + 2 + 1 + 10);
  fixed.fill('n', 4, 12);
  fixed.writeUInt16LE(capabilities & 0xffff, 13);
  fixed[15] = 45;
  fixed.writeUInt16LE(2, 16);
  fixed.writeUInt16LE(capabilities >>> 16, 18);
  fixed[20] = 21;
  return packet(
    0,
    Buffer.concat([
      Buffer.from([10]),
      Buffer.from(`${version}\0`),
      fixed,
      Buffer.from(`nnnnnnnnnnnn\0${plugin}\0`),
    ]),
  );
};

/** Protocol::AuthMoreData with which caching_sha2_password asks for the password itself. */
export const wantsPassword = Buffer.from([1, 4]);

/** Protocol::AuthSwitchRequest */
export const switchTo = (plugin: string): Buffer =>
  Buffer.from(`\xfe${plugin}\0nnnnnnnnnnnnnnnnnnnn\0`, 'latin1');

export interface MysqlPeer {
  readonly port: number;
  /** All that was said to it. */
  readonly heard: () => Buffer;
}

/** Greets like MySQL and answers each packet of the client with the next of `replies`. */
export const mysqlPeer = async (
  stage: Stage,
  plugin: string,
  replies: readonly Buffer[],
  version?: string,
): Promise<MysqlPeer> => {
  let heard = Buffer.alloc(0);
  const port = await peer(stage, (socket) => {
    const left = [...replies];
    socket.write(greeting(plugin, version));
    socket.on('data', (chunk: Buffer) => {
      heard = Buffer.concat([heard, chunk]);
      const reply = left.shift();
      if (reply) socket.write(packet((chunk[3] ?? 0) + 1, reply));
    });
  });
  return { port, heard: () => heard };
};
