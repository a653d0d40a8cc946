import { isIPv4, isIPv6 } from 'node:net';
import type { NameServerPlan, ZoneRecord } from '../../plan.ts';
import { defaultTtl } from './zone.ts';

/** A zone as a text that people edit: master files (RFC 1035 §5), as far as the lab's records need them. */

const types = ['A', 'AAAA', 'CNAME', 'NS', 'TXT'] as const;

/** What is wrong with a file, and where. Lines are counted from 1. */
export interface Wrong {
  readonly line: number;
  readonly wrong: string;
}

const originOf = (zone: string): string => (zone === '' ? '.' : `${zone}.`);

const relative = (name: string, zone: string): string => {
  if (name === zone) return '@';
  if (zone === '') return name;
  return name.endsWith(`.${zone}`) ? name.slice(0, -zone.length - 1) : `${name}.`;
};

const dataText = ({ type, data }: ZoneRecord): string => {
  if (type === 'TXT') return `"${data.replaceAll(/[\\"]/g, String.raw`\$&`)}"`;
  return type === 'CNAME' || type === 'NS' ? `${data}.` : data;
};

/** The file of a zone: its records, one a line, and what to do after a change. */
export const zoneText = ({ zone, name, address, records }: NameServerPlan): string =>
  [
    `; The zone ${originOf(zone)} as the name server ${name} (${address}) holds it.`,
    '; A name without a dot at its end gets the zone behind it.',
    '; After a change: infra-tutor lab reload dns',
    `$ORIGIN ${originOf(zone)}`,
    `$TTL ${defaultTtl}`,
    ...records.map((record) => {
      const ttl = record.ttl === undefined ? '' : `${record.ttl} `;
      return `${relative(record.name, zone).padEnd(19)} ${ttl}IN ${record.type.padEnd(5)} ${dataText(record)}`;
    }),
    '',
  ].join('\n');

/** Words of a line without its comment; a quoted one keeps its blanks. */
const words = (line: string): readonly string[] =>
  [...line.matchAll(/"((?:\\.|[^"\\])*)"|[^\s"]+|"/g)].map(([whole, quoted]) =>
    quoted === undefined ? whole : quoted.replaceAll(/\\(.)/g, '$1'),
  );

const longestName = 253; // RFC 1035 §3.1: 255 bytes with the lengths of its labels
const longestText = 255; // RFC 1035 §3.3: one string of a TXT record, in bytes

const name = /^(?:[\w*-]{1,63}\.)*[\w*-]{1,63}\.?$/;

/** The whole name without its last dot, or nothing when it is none (RFC 1035 §5.1, "relative"). */
const absolute = (text: string, origin: string): string | undefined => {
  if (text === '@') return origin;
  if (text === '.') return '';
  if (!name.test(text)) return undefined;
  const lower = text.toLowerCase(); // names are the same in upper and lower case (RFC 4343)
  const whole = lower.endsWith('.') ? lower.slice(0, -1) : origin === '' ? lower : `${lower}.${origin}`;
  return whole.length > longestName ? undefined : whole;
};

const dataOf = (type: ZoneRecord['type'], text: string, origin: string): string | undefined => {
  if (type === 'TXT') return Buffer.byteLength(text) > longestText ? undefined : text;
  if (type === 'A') return isIPv4(text) ? text : undefined;
  return type === 'AAAA' ? (isIPv6(text) ? text : undefined) : absolute(text, origin);
};

interface Reading {
  readonly zone: string;
  origin: string;
  ttl: number;
  /** The owner of the record before: a line that begins with a blank goes on with it. */
  owner: string | undefined;
}

const longestTtl = 2 ** 31 - 1; // RFC 2181 §8

const ttlOf = (word = ''): number | undefined =>
  /^\d{1,10}$/.test(word) && Number(word) <= longestTtl ? Number(word) : undefined;

/** TTL and class may stand in either order, and both may be missing. */
const withoutTtlAndClass = (rest: readonly string[]) => {
  let ttl: number | undefined;
  let at = 0;
  for (; at < 2; at += 1) {
    const word = rest[at] ?? '';
    if (/^IN$/i.test(word)) continue;
    if (ttl !== undefined || ttlOf(word) === undefined) break;
    ttl = ttlOf(word);
  }
  return { ttl, rest: rest.slice(at) };
};

const directive = (reading: Reading, [word = '', value = '']: readonly string[]): string | undefined => {
  if (/^\$TTL$/i.test(word)) {
    const ttl = ttlOf(value);
    if (ttl === undefined) return `"${value}" is no number of seconds`;
    reading.ttl = ttl;
    return undefined;
  }
  if (!/^\$ORIGIN$/i.test(word)) return `${word} is not known here`;
  const origin = absolute(value, reading.origin);
  if (origin === undefined) return `"${value}" is no name`;
  reading.origin = origin;
  return undefined;
};

const recordOf = (reading: Reading, line: string): ZoneRecord | string | undefined => {
  const all = words(line);
  if (!/^\s/.test(line)) reading.owner = absolute(all[0] ?? '', reading.origin);
  const { owner, origin } = reading;
  if (owner === undefined) return `"${all[0] ?? ''}" is no name`;
  const { ttl = reading.ttl, rest } = withoutTtlAndClass(/^\s/.test(line) ? all : all.slice(1));
  const [typed = '', value = '', ...more] = rest;
  // The lab's name servers make one of their own.
  if (/^SOA$/i.test(typed)) return undefined;
  const type = types.find((known) => known === typed.toUpperCase());
  if (!type) return `the record has to be of one of the types ${types.join(', ')}`;
  const data = dataOf(type, value, origin);
  if (data === undefined || more.length > 0) return `"${[value, ...more].join(' ')}" is no ${type} data`;
  const isOurs = reading.zone === '' || owner === reading.zone || owner.endsWith(`.${reading.zone}`);
  // Addresses of name servers beside the zone may lie outside of it.
  if (!isOurs && type !== 'A' && type !== 'AAAA')
    return `${owner} does not lie in the zone ${originOf(reading.zone)}`;
  return { name: owner, type, data, ttl };
};

/** Lines with their numbers; what stands in brackets is one line, as in most SOA records. */
const linesOf = (text: string): readonly { readonly line: number; readonly text: string }[] | Wrong => {
  const lines: { line: number; text: string }[] = [];
  let open = false;
  for (const [at, raw] of text.split(/\r?\n/).entries()) {
    const last = lines.at(-1);
    const said = raw.replaceAll(/("(?:\\.|[^"\\])*")|;.*/g, '$1');
    const outside = said.replaceAll(/"(?:\\.|[^"\\])*"/g, '');
    if (open && last) last.text += ` ${said}`;
    else if (said.trim() !== '') lines.push({ line: at + 1, text: said });
    if (outside.includes('(')) open = true;
    if (outside.includes(')')) open = false;
  }
  return open ? { line: lines.at(-1)?.line ?? 1, wrong: 'a bracket is opened and not closed' } : lines;
};

/** Reads the file of a zone: its records, or what is wrong first. */
export const readZone = (zone: string, text: string): readonly ZoneRecord[] | Wrong => {
  const reading: Reading = { zone, origin: zone, ttl: defaultTtl, owner: undefined };
  const records: ZoneRecord[] = [];
  const lines = linesOf(text);
  if ('wrong' in lines) return lines;
  for (const { line, text: said } of lines) {
    if (said.startsWith('$')) {
      const wrong = directive(reading, words(said));
      if (wrong !== undefined) return { line, wrong };
      continue;
    }
    const record = recordOf(reading, said);
    if (typeof record === 'string') return { line, wrong: record };
    if (record) records.push(record);
  }
  return records;
};
