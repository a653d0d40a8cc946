import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { cli, freshHome } from '../support/run-cli.ts';
import { inTerminal, keys } from '../support/pty.ts';

/** What was answered wrongly comes back, and what was learned goes along to another computer. */

let answered = '';
let home = '';

const inHome = (args: readonly string[], at = home) => cli(args, { env: { HOME: at, XDG_STATE_HOME: '' } });

/** In the first question of the lesson the second choice is wrong, whatever the lab shows. */
const answerWrongly = (at: string) => inHome(['learn', 'dns/records', '--plain', '--answer', '-,a,a,a'], at);

// What was answered is the same in every test, and each has a copy of it.
beforeAll(async () => {
  answered = freshHome();
  await answerWrongly(answered);
});
afterAll(() => rmSync(answered, { recursive: true, force: true }));

beforeEach(() => {
  home = freshHome();
  cpSync(answered, home, { recursive: true });
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

interface Overview {
  readonly due: number;
  readonly wrong: readonly { readonly id: string; readonly missed: number }[];
  readonly topics: readonly { readonly topic: string; readonly done: number }[];
}

const overview = async (at = home): Promise<Overview> =>
  JSON.parse((await inHome(['progress', '--format', 'json'], at)).stdout) as Overview;

test.each([40, 100])(
  'at %i columns a wrong answer returns in review, and is mended by a right one',
  async (cols) => {
    const before = await overview();
    expect(before.due).toBeGreaterThan(0);
    const screen = inTerminal(['review'], home, { cols, rows: 40 });
    const shown = await screen.waitFor(/1 of \d+, from[\s\S]*Somebody says:[\s\S]*Your answer\?[\s\S]*❯/);
    for (const line of shown.split('\n')) expect(line.length).toBeLessThanOrEqual(cols);
    screen.send(keys.enter);
    await screen.waitFor(/^> a\)[\s\S]*(?:Correct\.|Not so\.)[\s\S]*2 of \d[\s\S]*❯/m);
    // Below both answers and "Skip".
    screen.send(keys.down + keys.down + keys.down + keys.enter);
    await screen.waitFor(
      /1 of \d[\s\S]*Your answer: a[\s\S]*(?:Correct\.|Not so\.)[\s\S]*What now\?[\s\S]*❯/,
    );
    screen.send(keys.ctrlC);
    expect(await screen.exited).toBe(130);
    expect(screen.text()).not.toMatch(/Error|^\s+at /m);
    // Whether right or wrong, it was asked now and is not due any more.
    expect((await overview()).due).toBe(before.due - 1);
  },
);

test('what was learned is exported, merged on another computer, and forgotten', async () => {
  const other = freshHome();
  try {
    const file = join(home, 'my progress.json');
    writeFileSync(file, (await inHome(['progress', 'export'])).stdout);
    expect(await inHome(['progress', 'import', file], other)).toMatchObject({ code: 0, stderr: '' });
    expect((await overview(other)).wrong).toEqual((await overview()).wrong);

    expect(await inHome(['progress', 'reset'], other)).toMatchObject({ code: 2 });
    expect((await overview(other)).wrong).not.toEqual([]);
    expect(await inHome(['progress', 'reset', '--yes'], other)).toMatchObject({ code: 0 });
    expect((await overview(other)).wrong).toEqual([]);
  } finally {
    rmSync(other, { recursive: true, force: true });
  }
});

test.each([
  ['no-such-file.json', undefined, 'ENOENT'],
  ['other.json', '{"version":1}', 'is not what infra-tutor progress export writes'],
  ['newer.json', '{"version":9}', 'newer version'],
])('%s is refused in a sentence, and nothing is changed', async (name, text, says) => {
  const before = await overview();
  const file = join(home, name);
  if (text !== undefined) writeFileSync(file, text);
  const { code, stderr } = await inHome(['progress', 'import', file]);
  expect(code).toBe(2);
  expect(stderr.replaceAll('\n', ' ')).toContain(says);
  expect(await overview()).toEqual(before);
});

test('the overview fits into 40 columns', async () => {
  const { stdout } = await cli(['progress'], { env: { HOME: home, XDG_STATE_HOME: '', COLUMNS: '40' } });
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(40);
  expect(stdout).toMatch(/To get right/);
  expect(readFileSync(join(home, '.local/state/infra-tutor/progress.json'), 'utf8')).toContain('missed');
});
