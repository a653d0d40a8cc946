import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inTerminal, keys, type Screen } from '../support/pty.ts';
import { cli, freshHome } from '../support/run-cli.ts';

/** Somebody who has typed `infra-tutor` and reads nothing but what the screen says. */

let home = '';
beforeEach(() => {
  home = freshHome();
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const progressFile = (): unknown =>
  JSON.parse(readFileSync(join(home, '.local/state/infra-tutor/progress.json'), 'utf8'));

const at = (screen: number): RegExp =>
  new RegExp(`user/browser, screen ${screen} of 9[\\s\\S]*(?:❯|quit\\.)`);

const readTo = async (terminal: Screen, from: number, to: number): Promise<void> => {
  for (let screen = from; screen <= to; screen += 1) {
    await terminal.waitFor(at(screen));
    if (screen < to) terminal.send(keys.enter);
  }
};

test.each([40, 100])(
  'at %i columns: from the first screen to the end of the first lesson, left in between and killed once',
  async (cols) => {
    const size = { cols, rows: 50 };
    const first = inTerminal([], home, size);
    await first.waitFor(/What do you want to do\?[\s\S]*❯ .*[Ll]earn/);
    first.send(keys.enter);
    await readTo(first, 1, 4);
    // A wrong prediction; the lab shows what is so.
    first.send(keys.enter);
    // Seen on its way, and gone from the screen when it has arrived.
    await first.waitFor(/\[DNS\][\s\S]*Which address has wwww\.foobar\.com\?/, 30_000);
    await first.waitFor(/Not so\.[\s\S]*What now\?[\s\S]*❯ Next/, 30_000);
    first.send(keys.enter);
    await first.waitFor(at(5));
    first.send(keys.down + keys.down + keys.down + keys.down + keys.enter);
    expect(await first.exited).toBe(0);
    expect(first.text()).not.toContain('Which address has');
    expect(first.text()).toMatch(/Saved\. Continue with:\s+infra-tutor learn/);

    const second = inTerminal(['learn'], home, size);
    await readTo(second, 5, 6);
    second.send(keys.enter);
    await second.waitFor(/Correct\.[\s\S]*❯ Next/);
    second.kill();
    await second.exited;
    expect(progressFile()).toMatchObject({
      version: 1,
      misconceptions: { 'http-before-dns': { missed: 1 } },
    });

    const third = inTerminal(['learn'], home, size);
    await third.waitFor(/Continuing at screen 6 of 9\.[\s\S]*Correct\.[\s\S]*❯ Next/);
    third.send(keys.enter);
    await third.waitFor(at(7));
    third.send(keys.down + keys.down + keys.enter);
    await third.waitFor(/Correct\.[\s\S]*❯ Next/);
    third.send(keys.enter);
    await third.waitFor(at(8));
    // What is typed and makes no sense is said to, and can be mended.
    third.send(`xy${keys.enter}`);
    await third.waitFor(/This takes/);
    third.send(`\u007f\u007fabcd${keys.enter}`);
    await third.waitFor(/(?:Correct|Not so)\.[\s\S]*❯ Next/);
    third.send(keys.enter);
    await third.waitFor(at(9));
    third.send(`back${keys.enter}`);
    await third.waitFor(/screen 8 of 9[\s\S]*screen 9 of 9[\s\S]*screen 8 of 9/);
    third.send(`skip${keys.enter}`);
    await third.waitFor(/screen 9 of 9[\s\S]*screen 9 of 9[\s\S]*quit\./);
    third.send(`It sends HTTP over TCP.${keys.enter}`);
    await third.waitFor(/You said:\s+It sends HTTP over TCP\.[\s\S]*quit\./);
    third.send(`ab${keys.enter}`);
    await third.waitFor(/(?:Correct|Still to say)[\s\S]*❯ Next/);
    third.send(keys.enter);
    await third.waitFor(/Remember:[\s\S]*Done\.[\s\S]*The next lesson:/);
    expect(await third.exited).toBe(0);
    for (const one of [first, second, third]) {
      expect(one.text()).not.toMatch(/Error|^\s+at /m);
      for (const line of one.text().split('\n')) expect(line.length).toBeLessThanOrEqual(cols);
    }

    const review = inTerminal(['review'], home, size);
    await review.waitFor(/1 of \d+, from user\/browser:[\s\S]*once[\s\S]*Somebody says:[\s\S]*❯/);
    review.send(keys.ctrlC);
    expect(await review.exited).toBe(130);
  },
);

test('another lesson can be taken up from the list at any prompt', async () => {
  const terminal = inTerminal(['learn', 'user/browser'], home, { cols: 60, rows: 50 });
  await terminal.waitFor(at(1));
  terminal.send(keys.down + keys.down + keys.down + keys.enter);
  await terminal.waitFor(/Which lesson\?[\s\S]*❯ Back to user\/browser/);
  terminal.send(keys.down + keys.enter);
  await terminal.waitFor(/, screen 1 of \d+[\s\S]*, screen 1 of \d+[\s\S]*❯/);
  terminal.send(keys.ctrlC);
  expect(await terminal.exited).toBe(130);
  const { stdout } = await cli(['learn', '--list'], { env: { HOME: home, XDG_STATE_HOME: '' } });
  expect(stdout.match(/^started/gm)).toHaveLength(2);
});
