import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cli, type Ended } from '../support/run-cli.ts';

/** What is typed wrong is answered with a sentence and exit code 2; nothing is on standard output, and no stack. */

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'it-usage-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, text: string, mode = 0o600): string => {
  const path = join(folder, name);
  writeFileSync(path, text, { mode });
  return path;
};

const isRefused = ({ code, stdout, stderr }: Ended, says: RegExp): void => {
  expect(stderr).toMatch(says);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
};

// Nothing here may contact anybody: every name that could be looked up is only planned.
const plan = (...args: string[]) => cli(['check', '--plan', ...args]);

describe('names', () => {
  test.each<[title: string, typed: string, says: RegExp]>([
    ['an empty name', '', /no name/],
    ['300 characters', `${'a'.repeat(60)}.`.repeat(5) + 'com', /characters long/],
    ['a label of 64 characters', `${'a'.repeat(64)}.com`, /longer than 63/],
    ['an escape sequence', 'www.\u001b[31mexample.com', /invisible character/],
    ['a line break', 'www.example.com\nwww.other.com', /invisible character/],
    ['a C1 control character', 'www.\u009bexample.com', /invisible character/],
    ['a space', 'www.exa mple.com', /space/],
    ['an underscore', 'my_site.com', /underscore/],
    ['two dots', 'www..example.com', /two dots/],
    ['a leading hyphen', 'x.-example.com', /hyphen/],
    ['a number too large for an address', '999.1.1.1', /neither a name nor an IP/],
    ['another scheme', 'ftp://example.com', /http or https/],
    ['a password in the address', 'https://me:secret@example.com/', /before the @/],
    ['port 0', 'example.com:0', /1 to 65535/],
    ['port 65536', 'example.com:65536', /1 to 65535/],
    ['an emoji that IDNA refuses', 'a\u{fffe}b.com', /cannot stand|not a host name/],
  ])('%s', async (_, typed, says) => {
    const ended = await plan('--', typed);
    isRefused(ended, says);
    expect(ended.stderr).not.toContain('\u001b');
    expect(ended.stderr).not.toContain('secret');
  });

  test.each<[title: string, typed: string, shown: RegExp]>([
    ['a URL', 'https://www.shop.com:8443/basket?x=1', /port 8443/],
    ['an internationalized name', 'bücher.com', /bücher\.com/],
    ['upper case and a root dot', 'WWW.Shop.COM.', /www\.shop\.com/],
    ['an IPv6 address', '::1', /each address of ::1/],
    ['an IPv4 address', '127.0.0.1', /each address of 127\.0\.0\.1/],
  ])('%s is understood', async (_, typed, shown) => {
    const { code, stdout, stderr } = await cli(['check', typed, '--plan', '--resolver', '127.0.0.1:5300'], {
      env: { COLUMNS: '200' },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(shown);
  });

  test('what the plan says about an IDN goes to DNS in its ASCII form', async () => {
    const { stdout } = await cli(['check', 'bücher.com', '--plan', '--format', 'json']);
    expect((JSON.parse(stdout) as { host: string }).host).toBe('xn--bcher-kva.com');
  });
});

describe('flags', () => {
  const name = 'www.shop.com';
  test.each<[title: string, args: string[], says: RegExp]>([
    ['an unknown flag', [name, '--insecure'], /unknown option '--insecure'/],
    ['an unknown command', [], /Which site/],
    ['no site', ['--only', 'dns'], /Which site/],
    ['port 0', [name, '--http-port', '0'], /--http-port 0: a port/],
    ['port 65536', [name, '--https-port', '65536'], /--https-port 65536: a port/],
    ['a port in letters', [name, '--db-port', 'mysql'], /--db-port mysql: a port/],
    ['an address that is a name', [name, '--address', 'localhost'], /not an IP address/],
    ['an address with a zone', [name, '--address', 'fe80::1%eth0'], /not an IP address/],
    ['a resolver that is a name', [name, '--resolver', 'dns.google'], /write an IP address/],
    ['a resolver with port 0', [name, '--resolver', '127.0.0.1:0'], /--resolver 0: a port/],
    ['a hop nobody knows', [name, '--only', 'dns,cloud'], /--only cloud: the hops are/],
    ['a format nobody knows', [name, '--format', 'xml'], /--format xml: the formats are/],
    ['a picture of a plan', [name, '--plan', '--format', 'svg'], /--format svg: the formats are text, json/],
    ['a timeout of nothing', [name, '--timeout', '0'], /number of seconds/],
    ['a path without a slash', [name, '--path', 'visits'], /starts with a slash/],
    ['a path that is another host', [name, '--path', '//evil.com/x'], /not the path of a page/],
    ['a way in that is an option', [name, '--ssh=-oProxyCommand=x'], /USER@HOST/],
    ['a file that is not there', [name, '--ca', '/infra-tutor-is-not-here.pem'], /no such file/],
    ['a directory', [name, '--ca', '/'], /this is not a file/],
    [
      'a file of nobody’s server',
      [name, '--db-socket', '/run/mysqld/mysqld.sock'],
      /needs --ssh USER@HOST or --inside/,
    ],
    ['a file that is no path', [name, '--inside', '--db-socket', 'mysqld.sock'], /write the whole path/],
    ['a schema without a user', [name, '--db-name', 'shop'], /need --db-user/],
    ['another word after --fail-on', [name, '--fail-on', 'likely'], /the only word here is warn/],
  ])('%s', async (_, args, says) => {
    isRefused(await plan(...args), says);
  });

  test.each<[title: string, args: string[], says: RegExp]>([
    ['a port', ['--lab', '--http-port', '80'], /--http-port does not go with the lab/],
    ['a user', ['www.foobar.com', '--db-user', 'x'], /--db-user does not go with the lab/],
    ['a port in the name', ['www.foobar.com:8080'], /leave the port out/],
    ['another name', [name, '--lab'], /is not in the lab/],
  ])('%s that the lab could not heed', async (_, args, says) => {
    isRefused(await plan(...args), says);
  });

  test('a CA file with a certificate that is none', async () => {
    const pem = '-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----\n';
    isRefused(await plan(name, '--ca', file('none.pem', pem)), /certificate 1 in it cannot be read/);
  });

  test('a file without an end', async () => {
    isRefused(await plan(name, '--ca', '/dev/zero'), /this is not a file/);
  });

  test('an escape sequence in a flag is shown, not obeyed', async () => {
    const ended = await plan(name, '--\u001b[2Jx');
    isRefused(ended, /unknown option/);
    expect(ended.stderr).not.toContain('\u001b');
  });

  test('a CA file without a certificate', async () => {
    isRefused(await plan(name, '--ca', file('ca.pem', 'hello\n')), /no certificate in it/);
  });

  test('a password file that others may read', async () => {
    isRefused(
      await plan(name, '--db-user', 'app', '--db-password-file', file('pw', 'secret\n', 0o644)),
      /chmod 600/,
    );
  });

  test('a password has no flag', async () => {
    isRefused(await plan(name, '--db-password', 'secret'), /unknown option/);
  });
});

describe('infra-tutor.yaml', () => {
  const withConfig = async (text: string): Promise<Ended> => {
    const cwd = mkdtempSync(join(folder, 'cwd-'));
    writeFileSync(join(cwd, 'infra-tutor.yaml'), text);
    return cli(['check', '--plan', '--resolver', '127.0.0.1:5300'], { cwd });
  };

  test.each<[title: string, text: string, says: RegExp]>([
    ['not YAML', 'host: [\n', /infra-tutor\.yaml:2:1 /],
    ['a key twice', 'host: a.com\nhost: b.com\n', /infra-tutor\.yaml:2:1 .*unique/],
    ['a setting nobody knows', 'host: a.com\nca: /etc/passwd\n', /infra-tutor\.yaml:2:5 ca is not a setting/],
    [
      'a port out of range',
      'host: a.com\nhttp-port: 70000\n',
      /infra-tutor\.yaml:2:12 http-port is not from 1 to 65535/,
    ],
    ['a list where a name belongs', 'host: [a.com]\n', /infra-tutor\.yaml:1:7 host is not text/],
    [
      'a hop nobody knows',
      'host: a.com\nrequire: [dns, moon]\n',
      /infra-tutor\.yaml:2:16 require\.1 is none of/,
    ],
    [
      'aliases without end',
      `a: &a [1,1]\n${'bcdefgh'
        .split('')
        .map((key, index) => `${key}: &${key} [${Array(9).fill(`*${'abcdefgh'[index]}`).join()}]`)
        .join('\n')}\n`,
      /infra-tutor\.yaml:1:1 repeats itself too often/,
    ],
    [
      'lists in lists without end',
      `host: ${'['.repeat(20_000)}`,
      /infra-tutor\.yaml:1:\d+ is nested too deeply/,
    ],
    ['a list instead of settings', '- a\n', /infra-tutor\.yaml:1:1 the file is not a list of settings/],
  ])('%s is refused with file, line and column', async (_, text, says) => {
    isRefused(await withConfig(text), says);
  });

  test('names the site and its ports', async () => {
    const { code, stdout } = await withConfig('host: www.shop.com\nhttp-port: 8080\nrequire: [db]\n');
    expect(code).toBe(0);
    expect(stdout).toMatch(/www\.shop\.com/);
    expect(stdout).toMatch(/8080/);
  });
});

test('an unknown command is refused, with the one that was meant', async () => {
  isRefused(await cli(['chekc']), /unknown command 'chekc'[\s\S]*check/);
});

test.each([['--help'], ['--version'], ['check', '--help'], ['lab', '--help']])(
  '%s %s says its piece and exits 0',
  async (...args) => {
    const { code, stdout, stderr } = await cli(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.length).toBeGreaterThan(4);
  },
);

test('explain knows every check, and says which it meant when it does not', async () => {
  const { code, stdout } = await cli(['explain', '--format', 'json']);
  expect(code).toBe(0);
  const { checks } = JSON.parse(stdout) as { checks: { id: string; causes: { witnessed: boolean }[] }[] };
  expect(
    checks.flatMap(({ causes }) => causes).filter(({ witnessed }) => witnessed).length,
  ).toBeGreaterThanOrEqual(30);
  isRefused(await cli(['explain', 'tls/indate']), /Near it: tls\/in-date/);
});
