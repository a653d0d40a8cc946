import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inTerminal, keys, type Screen } from '../support/pty.ts';
import { cli, freshHome } from '../support/run-cli.ts';

/** A learner at the whiteboard, who is interrupted, comes back, and marks honestly. */

let home = '';
beforeEach(() => {
  home = freshHome();
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const progressFile = (): unknown =>
  JSON.parse(readFileSync(join(home, '.local/state/infra-tutor/progress.json'), 'utf8'));

const run = (args: readonly string[]) => cli(args, { env: { HOME: home, XDG_STATE_HOME: '' } });

const question = (number: number): RegExp =>
  new RegExp(`Question ${number} of 16\\.(?![\\s\\S]*Question \\d+ of 16)[\\s\\S]*quit\\.`);

const type = (terminal: Screen, text: string): void => terminal.send(`${text}${keys.enter}`);

/** Waits for the line to be taken, and ends the answer with an empty one. */
const answer = async (terminal: Screen, text: string): Promise<void> => {
  type(terminal, text);
  await terminal.waitFor(/Enter alone to end:\s*$/);
  terminal.send(keys.enter);
};

const clean = (terminal: Screen, cols: number): void => {
  expect(terminal.text()).not.toMatch(/Error|^\s+at /m);
  for (const line of terminal.text().split('\n')) expect(line.length).toBeLessThanOrEqual(cols);
};

test.each([40, 100])(
  'at %i columns: draws, is killed in an answer, quits at a follow-up question, and corrects the card',
  async (cols) => {
    const size = { cols, rows: 60 };
    const first = inTerminal(['rehearse'], home, size);
    await first.waitFor(/Drawing, part 1 of 3\.[\s\S]*quit\./);
    type(first, 'becdfa');
    await first.waitFor(/Not so\.[\s\S]*❯ Next/);
    first.send(keys.enter);
    await first.waitFor(/Drawing, part 2 of 3\.[\s\S]*quit\./);
    type(first, 'back');
    await first.waitFor(/part 2 of 3[\s\S]*part 1 of 3[\s\S]*quit\./);
    type(first, 'skip');
    await first.waitFor(/part 1 of 3[\s\S]*part 2 of 3[\s\S]*part 1 of 3[\s\S]*part 2 of 3[\s\S]*quit\./);
    type(first, 'cbad');
    await first.waitFor(/Correct\.[\s\S]*❯ Next/);
    first.send(keys.enter);
    await first.waitFor(/Drawing, part 3 of 3\.[\s\S]*❯ a\)/);
    first.send(keys.down + keys.enter);
    await first.waitFor(/> b\) One box around[\s\S]*Correct\.[\s\S]*❯ Next/);
    first.send(keys.enter);
    await first.waitFor(question(1));
    expect(first.text()).toMatch(/0 of 30 minutes used/);
    type(first, '');
    await first.waitFor(/This takes an answer/);
    type(first, 'A user opens www.foobar.com.');
    await first.waitFor(/Enter alone to end:\s*$/);
    first.kill();
    await first.exited;
    expect(progressFile()).toMatchObject({
      misconceptions: { 'http-before-dns': { missed: 1 } },
      rehearsal: { open: { at: 3, phase: 'ask', draft: ['A user opens www.foobar.com.'] } },
    });

    const second = inTerminal(['rehearse'], home, size);
    await second.waitFor(
      /where you left it\.[\s\S]*You have said so far:[\s\S]*www\.foobar\.com[\s\S]*to end:/,
    );
    second.send(keys.enter);
    await second.waitFor(/Half a point\.[\s\S]*"A user opens[\s\S]*asks once more:[\s\S]*quit\./);
    await answer(second, 'The name www.foobar.com leads to 8.8.8.8.');
    await second.waitFor(/Full point\.[\s\S]*❯ Next/);
    second.send(keys.enter);
    await second.waitFor(question(2));
    type(second, 'skip');
    await second.waitFor(question(3));
    await answer(second, 'It is a CNAME.');
    await second.waitFor(/No point\.[\s\S]*asks once more:[\s\S]*quit\./);
    type(second, 'quit');
    expect(await second.exited).toBe(0);
    expect(second.text()).toMatch(/Saved\. Continue with:\s+infra-tutor rehearse/);
    expect(second.text()).not.toContain('Not true in it');

    const third = inTerminal(['rehearse'], home, size);
    await third.waitFor(/where you left it\.[\s\S]*No point\.[\s\S]*asks once more:[\s\S]*quit\./);
    await answer(third, 'An A record, which holds the address.');
    await third.waitFor(
      /Full point\.[\s\S]*Not true in it:[\s\S]*CNAME[\s\S]*learn dns\/records[\s\S]*❯ Next/,
    );
    third.send(keys.enter);
    for (let number = 4; number <= 16; number += 1) {
      await third.waitFor(question(number));
      type(third, 'skip');
    }
    await third.waitFor(/Score card: 2 of 16 \(2 full, 0 half, 14\s+none\)[\s\S]*❯ Confirm it/);
    third.send(keys.down + keys.enter);
    await third.waitFor(/Which point\?[\s\S]*❯ Back to the card/);
    third.send(keys.down + keys.down + keys.enter);
    await third.waitFor(/What\s+is\s+it,\s+honestly\?[\s\S]*❯ full/);
    third.send(keys.down + keys.enter);
    await third.waitFor(/2\.5 of 16[\s\S]*B2[\s\S]*your own mark;\s+marked\s+none[\s\S]*❯ Confirm it/);
    third.send(keys.enter);
    await third.waitFor(/The card is saved\./);
    expect(await third.exited).toBe(0);
    for (const one of [first, second, third]) clean(one, cols);

    const { stdout } = await run(['rehearse', '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({
      confirmed: true,
      score: 2.5,
      full: 2,
      points: expect.arrayContaining([
        { id: 'A6', title: expect.any(String), mark: 'full', by: 'rules' },
        { id: 'B2', title: expect.any(String), mark: 'half', by: 'learner', ruled: 'none' },
      ]),
      form: { startsWithUser: true, english: true },
      drawing: { right: 2, of: 3 },
    });
    const review = await run(['review', '--format', 'json']);
    const { due } = JSON.parse(review.stdout) as { due: { idea: string; reason: string }[] };
    expect(due).toContainEqual(expect.objectContaining({ idea: 'www-is-cname', reason: 'missed' }));
  },
);

test.each([
  ['that the terminal marks', '\u001b[200~', '\u001b[201~'],
  ['without marks', '', ''],
])('a paste of several lines, %s, is one answer', async (_, begin, end) => {
  const terminal = inTerminal(['rehearse'], home, { cols: 40, rows: 60 });
  for (const part of [1, 2, 3]) {
    await terminal.waitFor(new RegExp(`Drawing, part ${part} of 3\\.[\\s\\S]*(?:quit\\.|❯ a\\))`));
    if (part < 3) type(terminal, 'skip');
  }
  terminal.send(keys.enter);
  await terminal.waitFor(/❯ Next/);
  terminal.send(keys.enter);
  await terminal.waitFor(question(1));
  expect(terminal.raw()).toContain('\u001b[?2004h');
  terminal.send(
    `${begin}- A user opens a browser\r- and types www.foobar.com,\r\r- which leads to 8.8.8.8.${end}`,
  );
  await terminal.waitFor(/↵ - and[\s\S]*8\.8\.8\.8\./);
  terminal.send(keys.enter);
  await terminal.waitFor(/Enter alone to end:\s*$/);
  terminal.send(keys.enter);
  await terminal.waitFor(/Full point\.[\s\S]*❯ Next/);
  terminal.send(keys.ctrlC);
  expect(await terminal.exited).toBe(130);
  expect(terminal.raw().endsWith('\u001b[?2004h')).toBe(false);
  expect(progressFile()).toMatchObject({
    rehearsal: {
      open: {
        at: 3,
        answers: {
          A6: {
            said: ['- A user opens a browser\n- and types www.foobar.com,\n- which leads to 8.8.8.8.'],
            mark: 'full',
          },
        },
      },
    },
  });
});

test('Ctrl-C leaves at once, and what was said is kept', async () => {
  const terminal = inTerminal(['rehearse'], home, { cols: 60, rows: 40 });
  await terminal.waitFor(/Drawing, part 1 of 3\.[\s\S]*quit\./);
  terminal.send(keys.ctrlC);
  expect(await terminal.exited).toBe(130);
  expect(terminal.text()).toMatch(/Saved\. Continue with:/);
});

test('without a terminal: asks everything, and marks what was written down', async () => {
  const asked = await run(['rehearse']);
  expect(asked.code).toBe(0);
  expect(asked.stdout).toMatch(/a\) .*[\s\S]*A6[\s\S]*C3[\s\S]*rehearse --answer-file/);

  expect(await run(['rehearse', '--format', 'json'])).toMatchObject({ code: 2 });

  const file = join(home, 'answers.txt');
  writeFileSync(
    file,
    'A6: A user types www.foobar.com, and DNS says\n8.8.8.8 for it.\nC3: The site is down in maintenance.\n',
  );
  const marked = await run(['rehearse', '--answer-file', file]);
  expect(marked.code).toBe(0);
  expect(marked.stdout).toMatch(/A6[\s\S]*Full point\.[\s\S]*C3[\s\S]*No point\.[\s\S]*was\s+not asked here/);
  expect(marked.stdout).toMatch(/Score card: 1 of 16[\s\S]*not looked at by you yet[\s\S]*was not drawn/);

  writeFileSync(file, 'An A record.\n');
  const wrong = await run(['rehearse', '--answer-file', file]);
  expect(wrong).toMatchObject({ code: 2, stdout: '' });
  expect(wrong.stderr).toMatch(/Line 1 belongs to no point/);
});
