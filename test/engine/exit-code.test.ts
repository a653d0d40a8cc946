import { describe, expect, test } from 'vitest';
import { checks } from '../../src/catalog.ts';
import { exitCode } from '../../src/engine/exit-code.ts';
import type { Example } from '../../src/model/check.ts';
import * as example from '../../src/model/example.ts';
import { hops, type Hop } from '../../src/model/hops.ts';
import type { Report } from '../../src/model/report.ts';
import { parseSite } from '../../src/model/site.ts';
import { fromOutside } from '../support/healthy-inside.ts';
import { healthy } from '../support/healthy.ts';
import { reportOf } from '../support/report-of.ts';

const report = (...patches: readonly Example[]): Promise<Report> =>
  reportOf(example.together(...patches)(healthy));

const internet = example.target({ reach: { classes: ['public'], exact: ['127.0.0.2', '127.0.0.1'] } });
const offline = example.tester({ route: { state: 'odd', code: 'ENETUNREACH' } });
const refused = example.tcp({ state: 'refused', code: 'ECONNREFUSED' });
const stranger: Example = ({ target: { dbHost: _host, dbLogin: _login, ...target }, ...rest }) => ({
  ...rest,
  target,
});
const noWayIn: Example = (observation) => {
  const { mysql } = observation.evidence;
  const outside = { attempts: mysql.attempts.filter(({ via }) => via === 'site') };
  return fromOutside({ ...stranger(observation), evidence: { ...observation.evidence, mysql: outside } });
};

/** A way in was named, and it did not open. */
const withoutShell: Example = (observation) => ({
  ...fromOutside(observation),
  target: observation.target,
});

describe('exit codes, the first that applies', () => {
  test.each<[title: string, patches: Example[], code: number]>([
    ['a healthy stack', [], 0],
    ['a broken hop', [example.leaf({ notAfter: '2026-01-01T00:00:00.000Z' })], 1],
    ['a warning', [example.leaf({ notAfter: '2026-11-25T00:00:00.000Z' })], 0],
    ['a database that is rightly closed', [noWayIn], 0],
    ['our own network, although a hop looks broken', [internet, offline, refused], 4],
    ['our own network does not matter to a target on this computer', [offline, refused], 1],
    ['a required hop that nobody could see', [noWayIn, example.target({ require: ['db'] })], 3],
    ['the code base, when it is required', [fromOutside, example.target({ require: ['code'] })], 3],
    ['the code base, when there is a way in that led nowhere', [withoutShell], 3],
  ])('%s', async (_, patches, code) => {
    expect(exitCode(await report(...patches))).toBe(code);
  });

  test('a warning fails on demand', async () => {
    const warned = await report(example.leaf({ notAfter: '2026-11-25T00:00:00.000Z' }));
    expect(exitCode(warned, { failOnWarn: true })).toBe(1);
  });

  test('interrupted comes before everything', async () => {
    expect(exitCode({ ...(await report(refused)), interrupted: true })).toBe(130);
  });

  test('a probe of ours that throws is our mistake, and hides nothing else', async () => {
    const failing = await reportOf(healthy, { mysql: () => Promise.reject(new Error('a mistake of ours')) });
    expect(exitCode(failing)).toBe(70);
    expect(failing.unobserved.mysql).toMatch(/a mistake of ours/);
    expect(failing.hops.find(({ hop }) => hop === 'tls')?.status).toBe('ok');
  });
});

describe('one red hop, not seven', () => {
  const statuses = async (...patches: readonly Example[]): Promise<Record<string, string>> =>
    Object.fromEntries((await report(...patches)).hops.map(({ hop, status }) => [hop, status]));

  test('our own network is not blamed on the server', async () => {
    const { hops: verdicts, firstBroken } = await report(internet, offline, refused);
    expect(firstBroken).toBeNull();
    expect(verdicts.filter(({ status }) => status === 'broken')).toEqual([]);
  });

  test('every hop is there in request order, whatever was looked at', async () => {
    const only = await report(example.target({ only: ['dns'] }));
    expect(only.hops.map(({ hop }) => hop)).toEqual([
      'user',
      'dns',
      'server',
      'tls',
      'web',
      'app',
      'code',
      'db',
    ]);
    expect(only.hops.filter(({ status }) => status !== 'skipped').map(({ hop }): Hop => hop)).toEqual([
      'dns',
    ]);
  });

  test('a name that DNS cannot hold is not blamed on DNS, too', async () => {
    const { firstBroken, hops: verdicts } = await report(
      example.target({ site: parseSite('www.shop.test') }),
      (seen) => ({
        ...seen,
        evidence: {
          ...seen.evidence,
          dns: {
            walk: [],
            resolver: seen.evidence.dns.resolver.map((one) => ({
              ...one,
              name: 'www.shop.test',
              rcode: 'NXDOMAIN',
              answers: [],
            })),
          },
        },
      }),
    );
    expect(firstBroken?.hop).toBe('user');
    expect(verdicts.filter(({ status }) => status === 'broken').map(({ hop }) => hop)).toContain('user');
    expect(verdicts.find(({ hop }) => hop === 'dns')).toMatchObject({ status: 'blocked', blockedBy: 'user' });
  });

  test('an expired certificate does not hide a web server that answered', async () => {
    const seen = await statuses(example.leaf({ notAfter: '2026-01-01T00:00:00.000Z' }));
    expect(seen).toMatchObject({ server: 'ok', tls: 'broken', web: 'ok' });
  });
});

test.each(
  checks.flatMap((check) =>
    Object.entries(check.causes).map(([cause, rule]) => [`${check.id}/${cause}`, check, rule] as const),
  ),
)('%s makes no hop before its own red', async (_, check, rule) => {
  if (check.place === 'tester') return;
  const { firstBroken } = await reportOf(rule.example(healthy));
  // A name that is an address is in no certificate either: what comes later may be red.
  if (rule.status === 'broken') expect(firstBroken?.hop).toBe(check.place);
  else if (firstBroken)
    expect(hops.indexOf(firstBroken.hop)).toBeGreaterThanOrEqual(hops.indexOf(check.place));
});
