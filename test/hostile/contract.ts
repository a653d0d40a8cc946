import { Ajv } from 'ajv';
import { expect } from 'vitest';
import type { Hop } from '../../src/model/hops.ts';
import schema from '../../src/report/check.schema.json' with { type: 'json' };
import type { Met } from './meet.ts';
import { injected, type Expected, type Lair } from './peer.ts';

/** What a check promises whatever a server does (README: numbers). */
export const promised = {
  /** Milliseconds beyond `--timeout`, of the run itself. */
  overrunMs: 1_000,
  /** Milliseconds that Node.js may need besides, to start and to end on a computer that is busy with other tests. */
  startMs: 8_000,
  /** KiB. */
  peakKiB: 150 * 1024,
  /** Characters on a terminal. */
  screen: 20_000,
} as const;

export interface Document {
  readonly durationMs: number;
  readonly hops: readonly { readonly hop: Hop; readonly status: string; readonly because: string }[];
  readonly firstBroken: { readonly hop: string; readonly finding: string; readonly cause: string } | null;
  readonly exitCode: number;
}

const isValid = new Ajv({ strict: false }).compile(schema);

/** What a terminal obeys, and what rearranges a line. `\n` is the only control character that we write. */
const obeyed =
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/;

const endpointsOf = ({ resolver, http = 9, https = 9, db = 9, contacts = [] }: Lair): Set<string> =>
  new Set([
    ...[resolver, http, https, db].filter((port) => port !== undefined).map((port) => `127.0.0.1:${port}`),
    ...contacts,
  ]);

/** Time, memory, terminal, reach, no stack: the same for every peer and both formats. */
export const expectManners = (met: Met, lair: Lair, timeout: number): void => {
  const { stdout, stderr, code, wallMs, peakKiB, contacts } = met;
  expect(wallMs).toBeLessThan(timeout * 1000 + promised.overrunMs + promised.startMs);
  expect(peakKiB).toBeGreaterThan(10_000);
  expect(peakKiB).toBeLessThan(promised.peakKiB);
  for (const said of [stdout, stderr]) {
    expect(said).not.toMatch(obeyed);
    expect(said.split('\n').filter((line) => line.trim().startsWith(injected))).toEqual([]);
    expect(said).not.toMatch(/^\s+at .*[:(]/m);
  }
  expect(code).not.toBe(70);
  // What is waited for is the only thing that a pipe hears besides.
  expect(stderr).toMatch(/^(?:Waiting for [^\n]*\n)*$/);
  const planned = endpointsOf(lair);
  expect([...new Set(contacts)].filter((one) => !planned.has(one))).toEqual([]);
};

export const expectVerdict = (met: Met, expected: Expected, timeout: number): Document => {
  const document = JSON.parse(met.stdout) as Document;
  expect(isValid(document) ? '' : JSON.stringify(isValid.errors)).toBe('');
  const { hops, firstBroken, durationMs, exitCode } = document;
  const status = new Map(hops.map((one) => [one.hop, one.status]));
  const found = {
    hops: Object.fromEntries(Object.keys(expected.hops).map((hop) => [hop, status.get(hop as Hop)])),
    firstBroken: firstBroken ? `${firstBroken.finding}/${firstBroken.cause}` : undefined,
    exit: met.code,
  };
  const { hops: wanted, firstBroken: first, exit } = expected;
  expect(found).toEqual({ hops: wanted, firstBroken: first, exit });
  expect(exitCode).toBe(exit);
  expect(durationMs).toBeLessThan(timeout * 1000 + promised.overrunMs);
  return document;
};

export const expectScreen = (met: Met, { says, exit }: Expected): void => {
  expect(met.code).toBe(exit);
  expect(met.stdout.length).toBeLessThan(promised.screen);
  if (says) expect(met.stdout.replace(/\s+[│|]?\s*/g, ' ')).toMatch(says);
};
