import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issued } from '../support/certificates.ts';
import { cli, closedPorts, type Ended } from '../support/run-cli.ts';
import { site } from '../support/site.ts';
import { staged, type Stage } from '../support/stage.ts';
import { loopback, siteName } from '../support/target.ts';

/** Runs that are kept: saved and replayed, and one check looked at again. */

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'it-runs-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const isRefused = ({ code, stdout, stderr }: Ended, says: RegExp): void => {
  expect(stderr).toMatch(says);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
};

interface Answering {
  readonly args: readonly string[];
}

/** A site with this certificate, and what to type to check it. */
const shop = async (stage: Stage, name: string, leaf: Parameters<typeof issued>[0]): Promise<Answering> => {
  const certificate = issued(leaf);
  const { ports } = await site(stage, {
    certificate,
    plain: (free) =>
      `add_header Set-Cookie "sid=s3cr3t; Path=/" always; return 301 https://$host:${free.https}$request_uri;`,
  });
  const ca = join(folder, `${name}.pem`);
  writeFileSync(ca, certificate.ca);
  const { http, https } = ports;
  return {
    args: [siteName, '--address', loopback, '--http-port', `${http}`, '--https-port', `${https}`, '--ca', ca],
  };
};

const home = (name: string): { HOME: string } => {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  return { HOME: path };
};

const expired = { from: -90, until: -2 };

describe('check --save and --replay', () => {
  test(
    'shows the same run again, byte for byte',
    staged(async (stage) => {
      const { args } = await shop(stage, 'saved', expired);
      const file = join(folder, 'run.json');
      for (const format of ['text', 'json']) {
        const first = await cli(['check', ...args, '--save', file, '--format', format]);
        expect(first.stderr).toMatch(/^Saved to .*cookies.* masked/m);
        const again = await cli(['check', '--replay', file, '--format', format]);
        expect(again.stderr).toMatch(/nothing was contacted/);
        expect([again.code, first.code]).toEqual([1, 1]);
        if (format === 'text') expect(again.stdout).toBe(first.stdout);
        expect(again.stdout).not.toContain('s3cr3t');
        expect(await cli(['check', '--replay', file, '--format', format])).toEqual(again);
      }
      const saved = readFileSync(file, 'utf8');
      expect(saved).not.toContain('s3cr3t');
      expect(statSync(file).mode & 0o077).toBe(0);
    }),
  );

  test('refuses a place that cannot be written, before anybody is contacted', async () => {
    const run = (file: string) => cli(['check', siteName, '--address', loopback, '--save', file]);
    isRefused(await run(join(folder, 'no', 'such', 'run.json')), /no such file or directory/);
    isRefused(await run(folder), /is a directory/);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test.each([
    ['a file that is not there', 'gone.json', undefined, /there is no such file/],
    ['another file', 'other.json', '{"name":"shop"}', /not a saved run/],
    ['no JSON', 'text.json', 'hello', /not JSON/],
    ['a directory', '.', undefined, /not a file|cannot be read/],
  ])('refuses to replay %s', async (_, name, content, says) => {
    const file = join(folder, name);
    if (content !== undefined) writeFileSync(file, content);
    isRefused(await cli(['check', '--replay', file]), says);
  });

  test.each([
    [['--replay', 'x', siteName], /leave out www\.shop\.com/],
    [['--replay', 'x', '--resolver', '127.0.0.1'], /leave out --resolver/],
    [['--replay', 'x', '--db-password-file', 'x'], /leave out --db-password-file/],
    [[siteName, '--save', 'x', '--plan'], /neither with --plan/],
    [[siteName, '--recheck', 'tls/in-date', '--only', 'tls'], /leave one of them out/],
    [[siteName, '--recheck', 'tls/in-dat'], /Near it: tls\/in-date/],
    [[siteName, '--recheck', 'moon/phase'], /no such check/],
  ])('refuses %j', async (args, says) => {
    isRefused(await cli(['check', ...args]), says);
  });
});

describe('check --recheck', () => {
  test(
    'says what became of a finding',
    staged(async (stage) => {
      const env = home('recheck');
      const old = await shop(stage, 'old', expired);
      const fresh = await shop(stage, 'fresh', {});
      const recheck = async ({ args }: Answering) =>
        cli(['check', ...args, '--recheck', 'tls/in-date'], { env });
      const untold = await recheck(old);
      expect(untold.stdout).toMatch(/no earlier look/);
      expect(untold.code).toBe(1);
      await cli(['check', ...old.args], { env });
      const same = await recheck(old);
      expect(same.stdout).toMatch(
        /Before \(.*UTC\):\n.*BROKEN[\s\S]*Now:\n.*BROKEN[\s\S]*Nothing has changed yet/,
      );
      const mended = await recheck(fresh);
      expect(mended.stdout).toMatch(/BROKEN[\s\S]*Now:\n.*ok[\s\S]*Mended\./);
      expect([same.code, mended.code]).toEqual([1, 0]);
      const json = await cli(['check', ...old.args, '--recheck', 'tls/in-date/expired', '--format', 'json'], {
        env,
      });
      expect(JSON.parse(json.stdout)).toMatchObject({
        recheck: 'tls/in-date',
        change: 'broke',
        before: { findings: [{ status: 'ok' }] },
        now: { findings: [{ status: 'broken', cause: 'expired' }] },
        exitCode: 1,
      });
    }),
  );

  test('contacts only what the check needs', async () => {
    const plan = async (...args: string[]) =>
      (
        JSON.parse((await cli(['check', 'www.shop.com', '--plan', '--format', 'json', ...args])).stdout) as {
          contacts: { probe: string }[];
        }
      ).contacts.map(({ probe }) => probe);
    expect(new Set(await plan('--recheck', 'dns/resolves'))).toEqual(new Set(['tester', 'dns', 'zone']));
    expect(await plan('--recheck', 'tls/in-date')).not.toContain('mysql');
    expect(await plan('--recheck', 'db/not-exposed')).toContain('mysql');
  });

  test('what was remembered is masked, readable for its user alone, and no trouble when it cannot be kept', async () => {
    const env = home('memory');
    const args = ['check', siteName, '--address', loopback, ...closedPorts];
    expect((await cli(args, { env })).code).toBe(1);
    const looks = join(env.HOME, '.local', 'state', 'infra-tutor', 'looks');
    const [file = ''] = readdirSync(looks);
    expect(statSync(join(looks, file)).mode & 0o077).toBe(0);
    writeFileSync(join(looks, file), '{"version":1,"looks":"?"}');
    const again = await cli([...args, '--recheck', 'server/accepts'], { env });
    expect(again.stdout).toMatch(/no earlier look/);
    const nowhere = await cli(args, { env: { HOME: '/etc/passwd' } });
    expect([nowhere.code, nowhere.stderr]).toEqual([1, '']);
  });
});

describe('ignore in infra-tutor.yaml', () => {
  const settings = (name: string, yaml: string): string => {
    const cwd = home(name).HOME;
    writeFileSync(join(cwd, 'infra-tutor.yaml'), yaml);
    return cwd;
  };

  test(
    'leaves a finding out until its day, and says why',
    staged(async (stage) => {
      const { args } = await shop(stage, 'ignored', { from: -80, until: 5 });
      const strict = ['check', ...args, '--fail-on', 'warn'];
      const exception = (until: string) =>
        settings(
          `ignore-${until}`,
          `ignore:\n  - id: tls/in-date/expires-soon\n    until: ${until}\n    why: moved on Monday\n`,
        );
      const left = await cli(strict, { cwd: exception('2999-12-31') });
      expect(left.stdout).toMatch(
        /By infra-tutor\.yaml:\n\s+- left out until 2999-12-31 \(moved on Monday\)/,
      );
      expect(left.code).toBe(0);
      const over = await cli(strict, { cwd: exception('2020-01-01') });
      expect(over.stdout.replaceAll(/\s+/g, ' ')).toContain('the exception for it ended on 2020-01-01');
      expect(over.code).toBe(1);
    }),
  );

  test.each([
    [
      'a check that is none',
      'ignore:\n  - {id: tls/moon, until: 2030-01-01, why: x}',
      /yaml:2:\d+ .*no check/,
    ],
    ['no such day', 'ignore:\n  - {id: tls/in-date, until: 2030-02-31, why: x}', /not a day/],
    ['no day', 'ignore:\n  - {id: tls/in-date, why: x}', /id, until and why/],
    ['no reason', 'ignore:\n  - {id: tls/in-date, until: 2030-01-01, why: ""}', /why is this fine/],
    ['no list', 'ignore: tls/in-date', /not a list/],
  ])('refuses %s', async (name, yaml, says) => {
    isRefused(await cli(['check', '--plan', siteName], { cwd: settings(`bad-${name}`, yaml) }), says);
  });
});
