import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checks } from '../../src/catalog.ts';
import { reportOf, type Observed } from '../../src/engine/inspect.ts';
import type { Observation } from '../../src/model/check.ts';
import { probeIds } from '../../src/model/evidence.ts';
import { noInk } from '../../src/model/screen.ts';
import json from '../../src/report/json.ts';
import text from '../../src/report/text.ts';
import { NotARun, readRun, savedRun } from '../../src/saved/run.ts';
import { healthy } from '../support/healthy.ts';

const tool = { name: 'infra-tutor', version: '0.1.0' };
const screen = { columns: 80, unicode: true, ink: noInk };

const observed = ({ target, now, evidence }: Observation): Observed => ({
  target,
  takenAt: now,
  durationMs: 12,
  interrupted: false,
  gathered: { evidence, unobserved: {}, crashed: {} },
});

const shown = (seen: Observed): string => {
  const report = reportOf(seen, { checks, tool });
  return text(report, screen, 0) + json(report, screen, 0);
};

const again = (seen: Observed): Observed => readRun(savedRun(seen, tool).text).observed;

const examples = checks.flatMap(({ id, causes }) =>
  Object.entries(causes).map(([cause, { example }]) => [`${id}/${cause}`, example] as const),
);

describe('a saved run, replayed', () => {
  test.each([['healthy', (one: Observation) => one] as const, ...examples])(
    '%s gives the same report',
    (_, example) => {
      const seen = observed(example(healthy));
      const saved = savedRun(seen, tool);
      const back = readRun(saved.text).observed;
      // Once masked, it is the same for ever; what nothing was masked in was the same from the start.
      expect(shown(again(back))).toBe(shown(back));
      if (saved.masked.length === 0) expect(shown(back)).toBe(shown(seen));
    },
  );

  test('keeps why something was not seen, and what failed of ours', () => {
    const seen: Observed = {
      ...observed(healthy),
      interrupted: true,
      gathered: {
        evidence: { tester: healthy.evidence.tester },
        unobserved: {
          tls: { unobserved: 'waits', blockedBy: 'server' },
          app: { unobserved: 'left out', skipped: true },
        },
        crashed: { http: new Error('a mistake') },
      },
    };
    expect(shown(again(seen))).toBe(shown(seen));
  });

  test('holds no password and no authority', () => {
    const seen = observed({ ...healthy, target: { ...healthy.target, ca: '-----BEGIN CERTIFICATE-----' } });
    expect(savedRun(seen, tool).text).not.toMatch(/secret|BEGIN CERTIFICATE/);
  });

  test('lacks what another version wrote in another way, and says so', () => {
    const run = JSON.parse(savedRun(observed(healthy), tool).text) as {
      evidence: { tls: { handshakes: unknown } };
    };
    run.evidence.tls.handshakes = 'all fine';
    const { gathered } = readRun(JSON.stringify(run)).observed;
    expect(gathered.evidence.tls).toBeUndefined();
    expect(gathered.unobserved.tls?.unobserved).toMatch(/version 0\.1\.0/);
    expect(gathered.evidence.http).toEqual(healthy.evidence.http);
  });

  test.each(probeIds)('without %s, nothing is broken for want of it', (id) => {
    const { [id]: _, ...evidence } = healthy.evidence;
    const seen = { ...observed(healthy), gathered: { evidence, unobserved: {}, crashed: {} } };
    const report = reportOf(again(seen), { checks, tool });
    expect(report.findings.filter(({ status }) => status === 'broken' || status === 'error')).toEqual([]);
  });
});

describe('a text that is no saved run', () => {
  test.each([
    ['nothing', ''],
    ['no JSON', 'dns: fine'],
    ['null', 'null'],
    ['a list', '[]'],
    ['another document of ours', '{"schema":1,"hops":[]}'],
    ['another format', '{"run":2}'],
  ])('%s', (_, content) => {
    expect(() => readRun(content)).toThrow(NotARun);
  });

  test('a name that is none', () => {
    const content = savedRun(observed(healthy), tool).text.replace(
      '"typed": "www.foobar.com"',
      '"typed": "-oProxy"',
    );
    expect(() => readRun(content)).toThrow(NotARun);
  });

  test('whatever is changed in one, it is read or refused, and can be judged', () => {
    const whole = JSON.parse(savedRun(observed(healthy), tool).text) as Record<string, unknown>;
    const place = fc.array(fc.nat(40), { minLength: 1, maxLength: 7 });
    const altered = (value: unknown, [at = 0, ...rest]: readonly number[], put: unknown): unknown => {
      if (typeof value !== 'object' || value === null) return put;
      const keys = Object.keys(value);
      const key = keys[at % Math.max(1, keys.length)];
      if (key === undefined || rest.length === 0) return put;
      const copy = structuredClone(value) as Record<string, unknown>;
      copy[key] = altered(copy[key], rest, put);
      return copy;
    };
    fc.assert(
      fc.property(place, fc.jsonValue({ maxDepth: 2 }), (path, put) => {
        let seen: Observed;
        try {
          seen = readRun(JSON.stringify(altered(whole, path, put))).observed;
        } catch (error) {
          expect(error).toBeInstanceOf(NotARun);
          return;
        }
        const report = reportOf(seen, { checks, tool });
        expect(report.findings.filter(({ status }) => status === 'error')).toEqual([]);
        expect(text(report, screen, 0)).toContain('Browser');
      }),
      { numRuns: 1_500 },
    );
  });
});
