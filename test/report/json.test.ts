import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { checks } from '../../src/catalog.ts';
import type { Observation } from '../../src/model/check.ts';
import schema from '../../src/report/check.schema.json' with { type: 'json' };
import json from '../../src/report/json.ts';
import { plainScreen } from '../../src/model/screen.ts';
import { healthy } from '../support/healthy.ts';
import { reportOf } from '../support/report-of.ts';

const validate = new Ajv({ strict: false, allErrors: false }).compile(schema);

type Json = Record<string, unknown>;

const documentFor = async (observation: Observation, code = 0): Promise<Json> =>
  JSON.parse(json(await reportOf(observation), plainScreen, code)) as Json;

const problems = (document: unknown): string => (validate(document) ? '' : JSON.stringify(validate.errors));

describe('the document of check --format json', () => {
  test('is valid for the healthy observation', async () => {
    expect(problems(await documentFor(healthy))).toBe('');
  });

  test.each(
    checks.flatMap((check) =>
      Object.entries(check.causes).map(([cause, rule]) => [`${check.id}/${cause}`, rule] as const),
    ),
  )('is valid for %s', async (_, { example }) => {
    expect(problems(await documentFor(example(healthy), 1))).toBe('');
  });

  test('holds no password', async () => {
    expect(JSON.stringify(await documentFor(healthy))).not.toContain('secret');
  });

  const edit = (change: (document: never) => void) => async (): Promise<Json> => {
    const document = await documentFor(healthy);
    change(document as never);
    return document;
  };

  interface Doc {
    [key: string]: unknown;
    tool: Json;
    target: Json;
    hops: Json[];
    findings: (Json & { fix: Json[] })[];
    evidence: {
      dns: { resolver: Json[] };
      tcp: { attempts: Json[] };
      tls: { handshakes: Json[] };
      mysql: { attempts: Json[] };
    };
  }

  const mutations: Readonly<Record<string, (document: Doc) => void>> = {
    'an unknown version': (d) => (d['schema'] = 2),
    'a key nobody knows': (d) => (d['extra'] = true),
    'no exit code': (d) => delete d['exitCode'],
    'exit code 2, with which there is no document': (d) => (d['exitCode'] = 2),
    'a date without a time': (d) => (d['takenAt'] = '2026-11-20'),
    'a negative duration': (d) => (d['durationMs'] = -1),
    'a tool without a version': (d) => delete d.tool['version'],
    'a key nobody knows in the target': (d) => (d.target['password'] = 'x'),
    'a target that stands for something else': (d) => (d.target['standsFor'] = 'prod'),
    'no vantage': (d) => (d.target['vantages'] = []),
    'seven hops': (d) => d.hops.pop(),
    'hops in another order': (d) => (d.hops = d.hops.toReversed()),
    'a status nobody knows': (d) => (d.hops[0] = { ...d.hops[0], status: 'fail' }),
    'ok without a strength': (d) => delete d.hops[0]?.['strength'],
    'unknown with a strength': (d) => (d.hops[6] = { ...d.hops[6], status: 'unknown', strength: 'likely' }),
    'a firstBroken without a cause': (d) => (d['firstBroken'] = { hop: 'dns', finding: 'dns/resolves' }),
    'a finding whose id has a dot': (d) =>
      (d.findings[0] = { ...(d.findings[0] as Doc['findings'][number]), id: 'dns.resolves' }),
    'a finding about no hop': (d) =>
      (d.findings[0] = { ...(d.findings[0] as Doc['findings'][number]), hop: 'cloud' }),
    'a fix without a place': (d) => d.findings[0]?.fix.push({ say: 'x', verify: 'y' }),
    'evidence of a probe nobody knows': (d) => ((d.evidence as unknown as Json)['ftp'] = {}),
    'a port beyond 65535': (d) =>
      (d.evidence.tcp.attempts[0] = { ...d.evidence.tcp.attempts[0], port: 65_536 }),
    'a DNS outcome nobody knows': (d) =>
      (d.evidence.dns.resolver[0] = { ...d.evidence.dns.resolver[0], outcome: 'maybe' }),
    'a database of another make': (d) =>
      (d.evidence.mysql.attempts[0] = {
        ...d.evidence.mysql.attempts[0],
        greeting: { flavour: 'Postgres', version: '1', plugin: '', tls: false },
      }),
    'a chain that is not a list': (d) =>
      (d.evidence.tls.handshakes[0] = { ...d.evidence.tls.handshakes[0], chain: 'x' }),
    'a reason that is not text': (d) => (d['unobserved'] = { dns: 1 }),
  };

  test.each(Object.entries(mutations))('is refused with %s', async (_, mutate) => {
    expect(problems(await edit(mutate as (document: never) => void)())).not.toBe('');
  });
});
