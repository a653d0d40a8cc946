import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freshHome } from '../support/run-cli.ts';
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
    await first.waitFor(/screen 1 of 8[\s\S]*❯/);
    for (const screen of [2, 3, 4, 5]) {
      first.send(keys.enter);
      await first.waitFor(new RegExp(`screen ${screen} of 8[\\s\\S]*❯`));
    }
    await first.waitFor(/Your answer\?/);
    first.send(keys.down + keys.enter);
    // The lab's application is stopped for this, and asked.
    await first.waitFor(/502/, 15_000);
    await first.waitFor(/Correct|Right[\s\S]*❯/);
    first.send(keys.ctrlC);
    expect(await first.exited).toBe(130);
    expect(first.text()).toMatch(/Saved\. Continue with: infra-tutor learn/);
    expect(first.text()).not.toMatch(/Error|^\s+at /m);

    const second = inTerminal(['learn'], home, { cols: 40, rows: 40 });
    await second.waitFor(/screen 5 of 8[\s\S]*❯/);
    second.send(keys.ctrlC);
    expect(await second.exited).toBe(130);
  });
});

describe('the first screen', () => {
  test('offers what there is, and leaves on Quit', async () => {
    const screen = inTerminal([], home);
    await screen.waitFor(/What do you want to do\?[\s\S]*Quit/);
    screen.send(keys.up + keys.enter);
    expect(await screen.exited).toBe(0);
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
      '--http-port',
      '9',
      '--https-port',
      '9',
      '--db-port',
      '9',
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
