import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cli } from '../support/run-cli.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'it-grade-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, text: string | Buffer): string => {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
};

const answer = `A user types www.foobar.com.
The record www is a CNAME that points to the IP 8.8.8.8.
Nginx is the web server: it receives HTTP requests and returns pages.
The database MySQL stores the data.`;

test('marks a file: the score, each point with its reason and words, the wrong idea with its fact and lesson', async () => {
  const { code, stdout, stderr } = await cli(['grade', file('a.md', answer)]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/a\.md: [\d.]+ of 16 \(\d+ full, \d+ half, \d+ none\)/);
  expect(stdout).toMatch(/full {2}B4 the role of the web server\n {6}"Nginx is the web server/);
  expect(stdout).toMatch(/none {2}A3/);
  expect(stdout).toMatch(/A CNAME record holds a name, never an address/);
  expect(stdout).toMatch(/infra-tutor learn dns\/records/);
});

test('speaks JSON and Markdown, and ends by --pass', async () => {
  const path = file('b.txt', answer);
  const json = await cli(['grade', path, '--format', 'json', '--pass', '15.5']);
  expect(json.code).toBe(1);
  const document = JSON.parse(json.stdout) as Record<string, unknown>;
  expect(document).toMatchObject({
    schema: 1,
    file: path,
    kind: 'explanation',
    form: { startsWithUser: true },
  });
  expect(document['misconceptions']).toMatchObject([{ id: 'cname-to-ip', lesson: 'dns/records' }]);
  const markdown = await cli(['grade', path, '--format', 'markdown', '--pass', '3']);
  expect(markdown).toMatchObject({ code: 0 });
  expect(markdown.stdout).toMatch(/\| B6 \| the role of the database \| full \|/);
});

test('marks a folder: text, Markdown and files without an ending; nothing hidden, no packages', async () => {
  file('class/1-ann.md', answer);
  file('class/0-simple_web_stack', 'https://i.imgur.com/abc.png\n');
  file('class/node_modules/x/readme.md', answer);
  file('class/.secret.md', answer);
  file('class/picture.png', 'not a text');
  file('class/binary', Buffer.from([1, 0, 2, 0]));
  const { code, stdout, stderr } = await cli(['grade', join(folder, 'class'), '--format', 'json']);
  const { files } = JSON.parse(stdout) as { files: { file: string; kind: string }[] };
  expect(code).toBe(0);
  expect(files.map(({ file: name, kind }) => [name.split('/').at(-1), kind])).toEqual([
    ['0-simple_web_stack', 'link-only'],
    ['1-ann.md', 'explanation'],
  ]);
  expect(stderr).toMatch(/Left out: .*binary is no text/);
});

test('says of a link that the course asks for it, and what can be marked instead', async () => {
  const { stdout } = await cli(['grade', file('link', 'https://i.imgur.com/abc.png\n')]);
  expect(stdout.replace(/\s+/g, ' ')).toMatch(
    /The course asks for exactly that.*has to be spoken or written/,
  );
});

test('reads standard input', async () => {
  const { code, stdout } = await cli(['grade', '-'], { input: answer });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^standard input: /);
});

test('reads the beginning of a file that is too long, and says so', async () => {
  const { code, stdout } = await cli([
    'grade',
    file('long.md', `${answer}\n${'More words.\n'.repeat(30_000)}`),
  ]);
  expect(code).toBe(0);
  expect(stdout.replace(/\s+/g, ' ')).toMatch(/longer than 64 KiB\. Only its beginning was read\./);
});

describe('what cannot be marked ends with exit code 2 and a sentence', () => {
  test.each<[string, () => readonly string[], RegExp]>([
    ['a missing file', () => ['nothing.md'], /nothing\.md cannot be read: there is no such file/],
    ['a binary file', () => [file('x.md', Buffer.from([0, 1, 2]))], /x\.md is no text/],
    ['an empty folder', () => [join(file('empty/.keep', ''), '..')], /holds no write-up/],
    ['a score beyond the points', () => [file('c.md', answer), '--pass', '17'], /from 0 to 16/],
    ['another format', () => [file('c.md', answer), '--format', 'xml'], /text, json, markdown/],
    ['a file that can never end', () => ['/dev/zero'], /neither a file nor a folder/],
  ])('%s', async (_, args, says) => {
    const { code, stdout, stderr } = await cli(['grade', ...args()]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

test.each([30, 40, 80])('no line but a command is wider than %i columns', async (columns) => {
  const { stdout } = await cli(['grade', file('d.md', answer)], { env: { COLUMNS: String(columns) } });
  const wide = stdout.split('\n').filter((line) => line.length > columns && !line.includes('infra-tutor '));
  expect(wide).toEqual([]);
});

test('shows what a terminal would obey, and obeys nothing', async () => {
  const evil = file('e.md', `${answer}\nThe server \u001b[31mis\u0007 a machine for clients.\n`);
  for (const format of ['text', 'json', 'markdown'])
    // eslint-disable-next-line no-control-regex -- an escape is what must not be there
    expect((await cli(['grade', evil, '--format', format])).stdout).not.toMatch(/[\u001b\u0007]/);
});
