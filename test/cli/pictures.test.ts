import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { film, type Shot } from '../support/film.ts';
import { inTerminal, keys } from '../support/pty.ts';
import { freshHome } from '../support/run-cli.ts';

/** The picture of the README, made by the program itself. DRAW_PICTURES=1 draws it anew. */

const file = join(import.meta.dirname, '../pictures/lesson.svg');
const isDrawing = process.env['DRAW_PICTURES'] === '1';

let home = '';
beforeEach(() => {
  home = freshHome();
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const wordsOf = (svg: string): readonly string[] =>
  Array.from(svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)).map(([, text = '']) => text.trim());

test('a lesson, from the question to what the lab showed', async () => {
  const size = { cols: 80, rows: 27 };
  const screen = inTerminal(['learn', 'application-server'], home, size);
  const shots: Shot[] = [];
  const shoot = (seconds: number): void => void shots.push({ frame: screen.frame(), seconds });

  await screen.waitFor(/screen 1 of 9[\s\S]*❯ Next/);
  shoot(4);
  for (const at of [2, 3, 4, 5]) {
    screen.send(keys.enter);
    await screen.waitFor(new RegExp(`screen ${at} of 9[\\s\\S]*❯`));
  }
  await screen.waitFor(/Your answer\?[\s\S]*❯ a\)/);
  shoot(5);
  screen.send(keys.down);
  await screen.waitFor(/❯ b\)/);
  shoot(1.5);
  screen.send(keys.enter);
  await screen.waitFor(/Looking at the lab/);
  shoot(1.5);
  await screen.waitFor(/502[\s\S]*Correct\.[\s\S]*What now\?[\s\S]*❯/, 30_000);
  shoot(7);
  screen.send(keys.ctrlC);
  expect(await screen.exited).toBe(130);

  const svg = film(shots, size, 'A lesson of infra-tutor: a prediction, what the lab showed, and why');
  if (isDrawing) writeFileSync(file, svg);
  // What it shows is what the program says today.
  expect(wordsOf(readFileSync(file, 'utf8'))).toEqual(wordsOf(svg));
});
