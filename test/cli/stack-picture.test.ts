import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linesOf } from '../support/mermaid.ts';
import { describeReal } from '../support/real.ts';
import { cli } from '../support/run-cli.ts';
import { elementsOf, type Element } from '../support/xml.ts';

/** The picture of the healthy lab in the README, drawn by the program itself. DRAW_PICTURES=1 draws it anew. */

const file = join(import.meta.dirname, '../pictures/stack.svg');
const isDrawing = process.env['DRAW_PICTURES'] === '1';

let folder = '';
let [code, drawn] = [-1, ''];

/** What is another one in each lab, or on each computer: ports, processes, times, its folder, whose it is, versions. */
const lasting = (text: string): string =>
  text
    .replaceAll(/\/\S*\/lab-[\w-]+/g, 'LAB')
    .replaceAll(/belongs to \S+/g, 'belongs to SOMEBODY')
    .replaceAll(/MariaDB|MySQL/g, 'DATABASE')
    .replaceAll(/\d+(?:[.:-]\d+)*(?: \(\w+\))?/g, 'N');

const wordsOf = (elements: readonly Element[]): string =>
  lasting(elements.find(({ name }) => name === 'desc')?.text ?? '');

const shapesOf = (elements: readonly Element[]): readonly string[] =>
  elements
    .filter(({ name }) => name === 'rect' || name === 'path')
    .map(({ name, attributes }) => `${name} ${attributes['stroke']} ${attributes['stroke-dasharray']}`);

describeReal('the picture of a healthy lab', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'it-picture-'));
    const run = join(folder, 'run.json');
    const ended = await cli(['check', '--lab', '--require-real', '--format', 'svg', '--save', run]);
    [code, drawn] = [ended.code, ended.stdout];
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('is what the program draws today of a healthy lab', () => {
    expect(code).toBe(0);
    if (isDrawing) writeFileSync(file, drawn);
    const [kept, today] = [elementsOf(readFileSync(file, 'utf8')), elementsOf(drawn)];
    expect(wordsOf(kept)).toBe(wordsOf(today));
    expect(shapesOf(kept)).toEqual(shapesOf(today));
  });

  test('all of a healthy lab is seen, and nothing is dashed', () => {
    expect(shapesOf(elementsOf(drawn)).filter((shape) => !shape.endsWith('undefined'))).toEqual([]);
  });

  test('a saved run is drawn again byte for byte, and the same in Mermaid', async () => {
    const run = join(folder, 'run.json');
    const again = await cli(['check', '--replay', run, '--format', 'svg']);
    expect(again.stdout).toBe(drawn);
    const chart = await cli(['check', '--replay', run, '--format', 'mermaid']);
    expect(chart.code).toBe(0);
    const links = linesOf(chart.stdout).filter(({ kind }) => kind === 'link');
    expect(links).toHaveLength(8);
    expect(links.filter(({ text }) => text.includes('-.->'))).toEqual([]);
  });
});
