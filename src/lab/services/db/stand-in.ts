import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { createServer } from 'node:net';
import { codeOf, LabError } from '../../errors.ts';
import type { DbUserPlan } from '../../plan.ts';
import { held } from '../held.ts';
import type { LabSetting, PartMaker, Service } from '../service.ts';
import type { Memory, Result } from './statements.ts';
import { done, query, refusal, version } from './statements.ts';
import type { HandshakeResponse, SqlError } from './wire.ts';
import * as wire from './wire.ts';

const command = (memory: Memory, user: DbUserPlan, payload: Buffer): Result | 'quit' => {
  switch (payload[0]) {
    case 0x01:
      return 'quit';
    case 0x03:
      return query(memory, user, payload.toString('utf8', 1));
    case 0x02: // initial database
    case 0x0e: // ping
    case 0x1f: // reset connection
      return done;
    default:
      return refusal(1047, '08S01', 'This stand-in of infra-tutor does not know this command.');
  }
};

interface Door {
  readonly setting: LabSetting;
  readonly memory: Memory;
}

const denied = ({ user }: HandshakeResponse): SqlError => ({
  number: 1045,
  state: '28000',
  says: `Access denied for user '${user}'`,
});

const unknownSchema = (schema: string): SqlError => ({
  number: 1049,
  state: '42000',
  says: `Unknown database '${schema}'`,
});

const admit = (
  { setting }: Door,
  response: HandshakeResponse,
  proof: Buffer,
  salt: Buffer,
): DbUserPlan | SqlError => {
  const { plan, passwords } = setting;
  const user = plan.db.users.find((one) => one.user === response.user);
  const password = passwords.users[response.user];
  if (!user || password === undefined || !wire.isProof(proof, password, salt)) return denied(response);
  const { schema = plan.db.schema } = response;
  return schema === plan.db.schema ? user : unknownSchema(schema);
};

/** Cuts the stream into payloads; each comes with the sequence number that its answer starts from. */
async function* payloads(socket: Socket): AsyncGenerator<{ payload: Buffer; next: number }> {
  let pending = Buffer.alloc(0);
  for await (const bytes of socket) {
    pending = Buffer.concat([pending, bytes as Buffer]);
    while (pending.length >= 4 && pending.length >= 4 + pending.readUIntLE(0, 3)) {
      const end = 4 + pending.readUIntLE(0, 3);
      yield { payload: pending.subarray(4, end), next: (pending[3] ?? 0) + 1 };
      pending = pending.subarray(end);
    }
  }
}

/** Bytes that are no NUL: both halves of the salt are sent as text that ends with one. */
const makeSalt = (): Buffer => Buffer.from(randomBytes(20).map((byte) => byte & 0x7f || 1));

const send = (socket: Socket, packets: Result, from: number): boolean =>
  socket.write(Buffer.concat(packets.map((packet, at) => wire.framed(packet, from + at))));

/** Logs the visitor in; nothing when that failed and the connection is to be closed. */
const logIn = async (door: Door, socket: Socket, came: ReturnType<typeof payloads>, thread: number) => {
  const salt = makeSalt();
  send(socket, [wire.greeting(version, thread, salt)], 0);
  let { value: step } = await came.next();
  if (!step) return undefined;
  const response = wire.readHandshakeResponse(step.payload);
  let { proof } = response;
  if (response.plugin && response.plugin !== wire.nativePassword) {
    send(socket, [wire.switchToNative(salt)], step.next);
    ({ value: step } = await came.next());
    if (!step) return undefined;
    proof = step.payload;
  }
  const user = admit(door, response, proof, salt);
  send(socket, 'number' in user ? [wire.errorPacket(user)] : done, step.next);
  return 'number' in user ? undefined : user;
};

const converse = async (door: Door, socket: Socket, thread: number): Promise<void> => {
  const came = payloads(socket);
  const user = await logIn(door, socket, came, thread);
  if (!user) return void socket.end();
  for await (const { payload, next } of came) {
    const result = command(door.memory, user, payload);
    if (result === 'quit') break;
    send(socket, result, next);
  }
  socket.end();
};

/** Outlives a stop of the part, as a database's files would. */
const memories = new WeakMap<LabSetting, Memory>();

const memoryOf = (setting: LabSetting): Memory => {
  const memory = memories.get(setting) ?? { plan: setting.plan.db, visits: 0 };
  memories.set(setting, memory);
  return memory;
};

const start = async (setting: LabSetting): Promise<Service> => {
  const door: Door = { setting, memory: memoryOf(setting) };
  const open = new Set<Socket>();
  let threads = 0;
  // Without noDelay every answer waits some 40 ms for the visitor's delayed acknowledgement.
  const server = createServer({ noDelay: true }, (socket) => {
    open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => open.delete(socket));
    converse(door, socket, (threads += 1)).catch(() => socket.destroy());
  });
  server.listen(setting.ports.db, '127.0.0.1');
  await once(server, 'listening').catch((error: unknown) => {
    throw new LabError(
      `The lab's database cannot listen on 127.0.0.1 (${codeOf(error)}).`,
      'Start the lab again.',
      {
        cause: error,
        ...(codeOf(error) === 'EADDRINUSE' ? { code: 'port-taken' } : {}),
      },
    );
  });
  return held({ software: version, real: false }, () => {
    server.close();
    for (const socket of open) socket.destroy();
  });
};

/** Stands in for MySQL where it is not installed: enough of its protocol for the site, under its own name. */
export const databaseStandIn: PartMaker = {
  software: version,
  real: false,
  prepare: async () => undefined,
  start,
};
