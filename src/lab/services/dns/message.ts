import type { Answer, Packet } from 'dns-packet';
import packet from 'dns-packet';
import type { DnsRecord, Question, Rcode, Saying } from './zone.ts';
import { canonical, saying } from './zone.ts';

const rcodes: Readonly<Record<Rcode, number>> = {
  NOERROR: 0,
  FORMERR: 1,
  SERVFAIL: 2,
  NXDOMAIN: 3,
  NOTIMP: 4,
  REFUSED: 5,
};

/** Names a record of the answer exactly as the question did: askers compare letter case (draft-vixie-dns-0x20). */
const asAsked = (record: DnsRecord, asked: Question): Answer => {
  const name = canonical(record.name) === canonical(asked.name) ? asked.name : record.name;
  return { ...record, name, class: 'IN' as const };
};

/** Enough for every path (RFC 9715); larger answers go over TCP. */
const largestUdp = 1232;

interface Asked {
  readonly query: Packet;
  readonly question?: Question;
  readonly edns?: { readonly size: number };
}

const optOf = (query: Packet): Asked['edns'] => {
  const opt = query.additionals?.find((record) => record.type === 'OPT');
  return opt?.type === 'OPT' ? { size: Math.max(512, opt.udpPayloadSize ?? 512) } : undefined;
};

const flagsOf = (query: Packet, said: Saying, { recursive }: { readonly recursive: boolean }): number =>
  rcodes[said.rcode] |
  (said.authoritative ? packet.AUTHORITATIVE_ANSWER : 0) |
  (recursive ? packet.RECURSION_AVAILABLE : 0) |
  ((query.flags ?? 0) & packet.RECURSION_DESIRED);

const encode = ({ query, question, edns }: Asked, said: Saying, flags: number): Buffer =>
  packet.encode({
    type: 'response',
    id: query.id ?? 0,
    flags,
    questions: query.questions ?? [],
    answers: question ? said.answers.map((record) => asAsked(record, question)) : [],
    authorities: said.authority.map((record) => ({ ...record, class: 'IN' as const })),
    additionals: [
      ...said.additional.map((record) => ({ ...record, class: 'IN' as const })),
      ...(edns
        ? [
            {
              type: 'OPT',
              name: '.',
              udpPayloadSize: largestUdp,
              extendedRcode: 0,
              ednsVersion: 0,
              flags: 0,
              flag_do: false,
              options: [],
            } as Answer,
          ]
        : []),
    ],
  });

/** The header alone, for a message whose rest cannot be read (RFC 1035 §4.1.1). */
const formatError = (message: Buffer): Buffer => {
  const header = Buffer.alloc(12);
  message.copy(header, 0, 0, 2);
  header[2] = 0x80 | ((message[2] ?? 0) & 0x79); // QR, and the opcode and RD of the query
  header[3] = rcodes.FORMERR;
  return header;
};

const read = (message: Buffer): Asked | undefined => {
  try {
    const query = packet.decode(message);
    const [question] = query.questions ?? [];
    const edns = optOf(query);
    return { query, ...(question ? { question } : {}), ...(edns ? { edns } : {}) };
  } catch {
    return undefined;
  }
};

const isPlainQuery = (message: Buffer): boolean => ((message[2] ?? 0) & 0x78) === 0;

const respond = (
  { query, question }: Asked,
  message: Buffer,
  answer: (question: Question) => Saying | undefined,
) => {
  if (!isPlainQuery(message)) return saying('NOTIMP');
  if (!question || query.questions?.length !== 1) return saying('FORMERR');
  return question.type === 'AXFR' || question.type === 'IXFR' ? saying('REFUSED') : answer(question);
};

export interface Face {
  /** Sets RA, and leaves AA alone. */
  readonly recursive: boolean;
  /** Nothing: keeps silent. */
  readonly answer: (question: Question) => Saying | undefined;
}

/** The bytes that answer these bytes; nothing when the face keeps silent or was sent no query. */
export const reply = (face: Face, message: Buffer, transport: 'udp' | 'tcp'): Buffer | undefined => {
  if (message.length < 12 || (message[2] ?? 0) & 0x80) return undefined;
  const asked = read(message);
  if (!asked) return formatError(message);
  const said = respond(asked, message, face.answer);
  if (!said) return undefined;
  const flags = flagsOf(asked.query, said, face);
  const whole = encode(asked, said, flags);
  const room = transport === 'tcp' ? 65_535 : Math.min(asked.edns?.size ?? 512, largestUdp);
  return whole.length <= room ? whole : encode(asked, saying(said.rcode), flags | packet.TRUNCATED_RESPONSE);
};
