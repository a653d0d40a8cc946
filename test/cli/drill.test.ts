import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inTerminal, keys } from '../support/pty.ts';
import { describeReal } from '../support/real.ts';
import { cli, freshHome } from '../support/run-cli.ts';
import { processesOf } from '../lab/support/left.ts';

let home = '';
beforeEach(() => {
  home = freshHome();
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('lab drill', () => {
  test('without a name lists the drills, one sentence each', async () => {
    const { code, stdout } = await cli(['lab', 'drill'], { env: { COLUMNS: '200' } });
    expect(code).toBe(0);
    for (const id of ['spof', 'deploy', 'traffic'])
      expect(stdout).toMatch(new RegExp(`^${id} +\\S.*\\? \\(about \\d+ s\\)$`, 'm'));
    const json = await cli(['lab', 'drill', '--format', 'json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      schema: 1,
      drills: [{ id: 'spof' }, { id: 'deploy' }, { id: 'traffic' }],
    });
  });

  test.each([
    ['a drill that is not there', ['spoof'], /There is no drill "spoof"\. Near it: spof\./],
    [
      'an answer that is none',
      ['spof', '--answer', 'z'],
      /--answer z: the answers to question 1 are a, b, c, d\./,
    ],
    ['more answers than questions', ['traffic', '--answer', 'a,b'], /this drill asks one question\./],
    ['a format that is none', ['spof', '--format', 'xml'], /the formats are text, json\./],
    ['a file that cannot be written', ['spof', '--save', '/nowhere/x'], /cannot be written/],
  ])('%s is wrong usage', async (_, args, says) => {
    const { code, stdout, stderr } = await cli(['lab', 'drill', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(says);
  });
});

interface Document {
  readonly schema: number;
  readonly drill: string;
  readonly says: string;
  readonly predictions: readonly { readonly said: string | null; readonly measured: string | null }[];
  readonly result: { readonly rows: readonly unknown[]; readonly visits: readonly unknown[] };
}

describeReal('a drill in a pipe', () => {
  test('says each phase on standard error and one document on standard output, and can be saved', async () => {
    const file = join(home, 'spof.json');
    const { code, stdout, stderr } = await cli(
      ['lab', 'drill', 'spof', '--answer', 'a,-', '--format', 'json', '--save', file],
      { cwd: home },
    );
    expect(code).toBe(0);
    const document = JSON.parse(stdout) as Document;
    expect(document).toMatchObject({ schema: 1, drill: 'spof' });
    expect(document.says).toMatch(/^Without the name server or the web server nothing came;/);
    expect(document.predictions).toMatchObject([
      { said: 'a', measured: 'b' },
      { said: null, measured: 'c' },
    ]);
    expect(document.result.rows).toHaveLength(5);
    expect(document.result.visits.length).toBeGreaterThan(100);
    expect(readFileSync(file, 'utf8')).toBe(stdout);
    expect(stderr.trimEnd().split('\n')).toEqual([
      '1 of 5: everything runs',
      '2 of 5: the name server is stopped',
      '3 of 5: the web server is stopped',
      '4 of 5: the app server is stopped',
      '5 of 5: the database is stopped',
      `Saved to ${file}.`,
    ]);
  }, 60_000);
});

describeReal('a drill at a terminal', () => {
  test('asks first, shows what the visitor sees, and Ctrl-C leaves nothing', async () => {
    const screen = inTerminal(['lab', 'drill', 'spof', '--save', 'kept.json'], home, { cols: 40, rows: 30 });
    await screen.waitFor(/The database is stopped[\s\S]*❯ a\)/);
    screen.send(keys.enter);
    await screen.waitFor(/The app server is stopped[\s\S]*❯ a\)/);
    screen.send(keys.down + keys.enter);
    await screen.waitFor(/2 of 5: the name server is stopped[\s\S]*\/about +\S*█+x+$/m, 20_000);
    expect(await processesOf(home)).not.toEqual([]);
    screen.send(keys.ctrlC);
    expect(await screen.exited).toBe(130);
    expect(screen.text()).toMatch(/Interrupted\.$/);
    expect(screen.text()).not.toMatch(/of 5|Error|^\s+at /m);
    expect(await processesOf(home)).toEqual([]);
    expect(() => readFileSync(join(home, 'kept.json'))).toThrow(/ENOENT/);
  }, 60_000);
});
