import { rmSync } from 'node:fs';
import { spawn } from '@lydell/node-pty';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bin, cli, closedPorts, freshHome } from '../support/run-cli.ts';
import { inTerminal, keys } from '../support/pty.ts';

/** What a person at a real terminal sees and types. */

let home = '';
beforeEach(() => {
  home = freshHome();
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('a lesson', () => {
  test('predicts, looks at the lab, explains, and goes on where it was left after Ctrl-C', async () => {
    const first = inTerminal(['learn', 'application-server'], home, { cols: 80, rows: 50 });
    await first.waitFor(/screen 1 of 9[\s\S]*❯/);
    for (const screen of [2, 3, 4, 5]) {
      first.send(keys.enter);
      await first.waitFor(new RegExp(`screen ${screen} of 9[\\s\\S]*❯`));
    }
    await first.waitFor(/Your answer\?/);
    first.send(keys.down + keys.enter);
    // The lab's application is stopped for this, and asked.
    await first.waitFor(/502/, 15_000);
    await first.waitFor(/(?:Correct|Right)[\s\S]*What now\?[\s\S]*❯/);
    // What was answered is repeated, what was done to get there is not, and nothing is ticked off.
    expect(first.text()).toMatch(/^> b\) /m);
    expect(first.text().match(/What now\?/g)).toHaveLength(1);
    expect(first.raw()).not.toContain('✔');
    first.send(keys.ctrlC);
    expect(await first.exited).toBe(130);
    expect(first.text()).toMatch(/Saved\. Continue with: infra-tutor learn/);
    expect(first.text()).not.toMatch(/Error|^\s+at /m);

    const second = inTerminal(['learn'], home, { cols: 40, rows: 40 });
    await second.waitFor(/screen 5 of 9[\s\S]*❯/);
    second.send(keys.ctrlC);
    expect(await second.exited).toBe(130);
  });

  test('Ctrl-C in the middle of a look says how to go on', async () => {
    const screen = inTerminal(['learn', 'scaling'], home, { cols: 40, rows: 30 });
    await screen.waitFor(/screen 1 of[\s\S]*❯ Next/);
    screen.send(keys.down + keys.enter);
    await screen.waitFor(/Your answer\?[\s\S]*❯ a\)/);
    screen.send(keys.enter);
    await screen.waitFor(/Looking at the lab/);
    await new Promise((resolve) => setTimeout(resolve, 300));
    screen.send(keys.ctrlC);
    expect(await screen.exited).toBe(130);
    expect(screen.text()).toMatch(/^Saved\. Continue with: infra-tutor learn$/m);
    expect(screen.text()).not.toMatch(/Interrupted|The lab just showed/);
  });

  test.each([
    [16, true],
    [10, false],
  ])('at 40 columns and %i rows no word of a choice is broken (all shown: %s)', async (rows, isWhole) => {
    const screen = inTerminal(['learn', 'scaling'], home, { cols: 40, rows });
    await screen.waitFor(/screen 1 of[\s\S]*❯ Next/);
    screen.send(keys.down + keys.enter);
    const shown = await screen.waitFor(/Your answer\?[\s\S]*select/);
    expect(shown).toMatch(/^ {2}b\) As long as before\. The server\n {5}does all of them at once\.$/m);
    expect(/^ {2}Quit$/m.test(shown)).toBe(isWhole);
    expect(/for more/.test(shown)).toBe(!isWhole);
    for (let n = 0; n < 8; n += 1) screen.send(keys.down);
    await screen.waitFor(/❯ Quit/);
    screen.send(keys.enter);
    expect(await screen.exited).toBe(0);
    expect(screen.text()).toMatch(/^Saved\. Continue with: infra-tutor learn$/m);
  });
});

test('a challenge is talked over: an answer, a hint, and it is there again after it was left', async () => {
  const env = { HOME: home, TMPDIR: home };
  expect(await cli(['lab', 'up', '--detach'], { env })).toMatchObject({ code: 0 });
  try {
    const first = inTerminal(['lab', 'challenge', '--seed', '7'], home, { cols: 80, rows: 60 });
    await first.waitFor(/One thing in the lab is wrong[\s\S]*And now\?[\s\S]*❯ Say what it is/, 20_000);
    first.send(keys.enter);
    await first.waitFor(/In which box is the mistake\?[\s\S]*❯ DNS/);
    first.send(keys.enter);
    await first.waitFor(/What is it\?[\s\S]*❯ /);
    first.send(keys.enter);
    await first.waitFor(/(?:That is not it|something else|Right)[\s\S]*And now\?/, 20_000);
    first.send(keys.down + keys.down + keys.enter);
    await first.waitFor(/The check sees this at the box [\s\S]*And now\?/, 40_000);
    for (let n = 0; n < 4; n += 1) first.send(keys.down);
    await first.waitFor(/❯ Leave it for now/);
    first.send(keys.enter);
    expect(await first.exited).toBe(0);
    const [, story] = /(One thing in the lab is wrong \(challenge 7[^)]*\))/.exec(first.text()) ?? [];

    const second = inTerminal(['lab', 'challenge'], home, { cols: 40, rows: 60 });
    await second.waitFor(/And now\?[\s\S]*❯/, 20_000);
    expect(second.text().replaceAll(/\s+/g, ' ')).toContain(story);
    second.send(keys.ctrlC);
    expect(await second.exited).toBe(130);
  } finally {
    await cli(['lab', 'down'], { env });
  }
}, 300_000);

describe('the first screen', () => {
  test('offers what there is, and leaves on Quit', async () => {
    const screen = inTerminal([], home);
    await screen.waitFor(/What do you want to do\?[\s\S]*Quit/);
    // The list does not go round: down leads to its end and stays there.
    for (let n = 0; n < 8; n += 1) screen.send(keys.down);
    await screen.waitFor(/❯ Quit/);
    screen.send(keys.enter);
    expect(await screen.exited).toBe(0);
  });

  test('breaks no word at 40 columns', async () => {
    const screen = inTerminal([], home, { cols: 40 });
    expect(await screen.waitFor(/select/)).toMatchInlineSnapshot(`
      "One server, eight boxes, from the
      browser to the database.
      ? What do you want to do?
      ❯ Learn: the next lesson
        Check a site of yours
        Check the practice stack on this
        computer
        Review what is due
        Rehearse the whiteboard review
        Exercises
        Quit

      ↑↓ navigate, ⏎ select"
    `);
    screen.send(keys.ctrlC);
    await screen.exited;
  });

  test('is ASCII where the locale is', async () => {
    const child = spawn(process.execPath, [bin], {
      cols: 80,
      rows: 24,
      name: 'xterm-256color',
      cwd: home,
      env: { PATH: process.env['PATH'] ?? '', HOME: home, LC_ALL: 'C', TERM: 'xterm-256color' },
    });
    let raw = '';
    const exited = new Promise((resolve) => child.onExit(resolve));
    child.onData((data) => {
      raw += data;
      if (/\bselect\b/.test(raw)) child.write(keys.ctrlC);
    });
    await exited;
    expect(raw).toContain('> Learn: the next lesson');
    expect(raw).toContain('up/down navigate, Enter select');
    // eslint-disable-next-line no-control-regex -- the range is ASCII itself
    expect(raw).toMatch(/^[\u0000-\u007f]*$/);
  });

  test('Ctrl-C ends it with 130 and a word', async () => {
    const screen = inTerminal([], home);
    await screen.waitFor(/Quit/);
    screen.send(keys.ctrlC);
    expect(await screen.exited).toBe(130);
    expect(screen.text()).toMatch(/Interrupted\./);
  });
});

describe('the live diagram', () => {
  test('is drawn in place and gone at the end: the answer stands alone', async () => {
    const screen = inTerminal(['check', '--lab'], home, { cols: 80, rows: 60 });
    expect(await screen.exited).toBe(0);
    expect(screen.raw()).toContain('\u001b[?2026h');
    expect(screen.text().match(/Web server {2}/g)).toHaveLength(1);
    expect(screen.text()).not.toMatch(/^\.\.\./m);
  });

  test('is not drawn where it would not fit', async () => {
    const screen = inTerminal(['check', '--lab'], home, { cols: 80, rows: 8 });
    expect(await screen.exited).toBe(0);
    expect(screen.raw()).not.toContain('\u001b[?2026h\u001b[2K');
  });
});

test('a password is asked for without being shown', async () => {
  const screen = inTerminal(
    [
      'check',
      'shop.test',
      '--address',
      '127.0.0.1',
      ...closedPorts,
      '--db-host',
      '127.0.0.1',
      '--db-user',
      'app',
    ],
    home,
  );
  await screen.waitFor(/Password of the database user app/);
  screen.send(`geheim${keys.enter}`);
  await screen.exited;
  expect(screen.raw()).not.toContain('geheim');
});
