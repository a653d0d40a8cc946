import { rmSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { inTerminal, keys } from '../support/pty.ts';
import { describeReal } from '../support/real.ts';
import { cli, freshHome, type Ended } from '../support/run-cli.ts';

/** Somebody who begins an exercise, and has no lab yet. */

describeReal('an exercise without a lab', () => {
  const home = freshHome();
  const type = (...words: readonly string[]): Promise<Ended> =>
    cli(words, { env: { HOME: home, TMPDIR: home } });
  afterAll(async () => {
    await type('lab', 'down');
    rmSync(home, { recursive: true, force: true });
  });
  const size = { cols: 40, rows: 50 };

  test('is offered one, and is not passed by a lab on which it was not started', async () => {
    const check = ['exercise', 'check', 'web/redirect', '--lab'];
    const none = await type(...check);
    expect([none.code, none.stdout]).toEqual([3, '']);
    expect(none.stderr).toMatch(/not started there.*\n {2}infra-tutor exercise start web\/redirect\n$/);

    const alone = await type('exercise', 'start', 'web/redirect');
    expect([alone.code, alone.stderr]).toEqual([
      1,
      expect.stringContaining('infra-tutor exercise start web/redirect --yes') as string,
    ]);

    const declined = inTerminal(['exercise', 'start', 'web/redirect'], home, size);
    await declined.waitFor(/No lab is running\. Start one\?/, 60_000);
    declined.send(`n${keys.enter}`);
    expect(await declined.exited).toBe(1);

    const begun = inTerminal(['exercise', 'start', 'web/redirect'], home, size);
    await begun.waitFor(/No lab is running\. Start one\?/, 60_000);
    begun.send(`y${keys.enter}`);
    await begun.waitFor(/The lab is ready[\s\S]*To end it:\s+infra-tutor lab down/, 100_000);
    expect(await begun.exited).toBe(0);

    expect((await type(...check)).code).toBe(1);
    const other = await type('exercise', 'check', 'web/not-found', '--lab');
    expect([other.code, other.stdout, other.stderr]).toEqual([
      3,
      '',
      expect.stringContaining('infra-tutor exercise start web/not-found\n') as string,
    ]);
    const spared = await type('lab', 'challenge', '--seed', '7');
    expect([spared.code, spared.stdout]).toEqual([1, '']);
    expect(spared.stderr).toMatch(/set up for the exercise web\/redirect[\s\S]*infra-tutor lab fix/);
    expect((await type(...check)).code).toBe(1);

    expect((await type('lab', 'fix')).code).toBe(0);
    expect(await type(...check)).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('whole since') as string,
    });
    expect((await type('lab', 'challenge', '--seed', '7')).code).toBe(0);
    const refused = await type('exercise', 'start', 'web/redirect');
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toMatch(/A challenge is open[\s\S]*--give-up/);
  }, 300_000);
});
