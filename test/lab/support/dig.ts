import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { DecodedPacket as Decoded, Packet, RecordType } from 'dns-packet';
import packet from 'dns-packet';
import type { Endpoint } from '../../../src/model/address.ts';

/** The types of dns-packet leave the code out. */
export type DecodedPacket = Decoded & { readonly rcode: string };

export const decode = (message: Buffer): DecodedPacket => packet.decode(message) as DecodedPacket;

/** Sends bytes by UDP and waits for what comes back. */
export const exchange = async (server: Endpoint, message: Buffer): Promise<Buffer> => {
  const socket = createSocket('udp4');
  socket.send(message, server.port, server.address);
  try {
    const [answer] = (await once(socket, 'message', { signal: AbortSignal.timeout(1500) })) as [Buffer];
    return answer;
  } finally {
    socket.close();
  }
};

/** One question; without EDNS and with RD unless told otherwise. */
export const question = (name: string, type: RecordType, more: Partial<Packet> = {}): Buffer =>
  packet.encode({
    type: 'query',
    id: 4711,
    flags: packet.RECURSION_DESIRED,
    questions: [{ name, type, class: 'IN' }],
    ...more,
  });

export const dig = async (
  server: Endpoint,
  name: string,
  type: RecordType,
  more: Partial<Packet> = {},
): Promise<DecodedPacket> => decode(await exchange(server, question(name, type, more)));

export const digTcp = async (server: Endpoint, name: string, type: RecordType): Promise<DecodedPacket> => {
  const socket = connect({ host: server.address, port: server.port });
  const message = question(name, type);
  const length = Buffer.from([message.length >> 8, message.length & 255]);
  // In two pieces, as a slow network would deliver it.
  socket.write(length);
  await new Promise((resolve) => setTimeout(resolve, 5));
  socket.write(message);
  let came = Buffer.alloc(0);
  for await (const bytes of socket) {
    came = Buffer.concat([came, bytes as Buffer]);
    if (came.length >= 2 && came.length >= 2 + came.readUInt16BE(0)) break;
  }
  return decode(came.subarray(2));
};

export const edns = {
  additionals: [{ type: 'OPT', name: '.', udpPayloadSize: 1232, flags: 0, options: [] }],
} as unknown as Partial<Packet>;
