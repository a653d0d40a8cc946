import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseLesson } from '../../src/content/lesson.ts';
import { parseWords } from '../../src/content/words.ts';
import { siblingOf } from '../../src/model/locale.ts';
import { skeleton } from '../support/skeleton.ts';

const root = join(import.meta.dirname, '../..');
const units = ['lessons', 'src/checks'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.md') && !name.endsWith('.exercise.md')),
);
const read = (file: string): unknown => {
  const text = readFileSync(join(root, file), 'utf8');
  return file.startsWith('lessons/') ? parseLesson(file, text) : parseWords(file, text);
};

/** What is wrong with a translation; nothing when it only says the same in other words. */
const differs = (english: unknown, sibling: unknown): boolean =>
  JSON.stringify(skeleton(english)) !== JSON.stringify(skeleton(sibling));

test('every translation stands beside a unit, and changes its sentences only', () => {
  const siblings = units.flatMap((file) => {
    const sibling = siblingOf(file);
    return sibling ? [{ file, of: sibling.of }] : [];
  });
  expect(siblings.filter(({ of }) => !existsSync(join(root, of)))).toEqual([]);
  expect(siblings.filter(({ file, of }) => differs(read(of), read(file))).map(({ file }) => file)).toEqual(
    [],
  );
});

describe('a translation of a lesson', () => {
  const file = 'lessons/dns/names.md';
  const english = readFileSync(join(root, file), 'utf8');
  const translated = (text: string): unknown => parseLesson('lessons/dns/names.fr.md', text);

  test('belongs to the same lesson, and may say it in any words', () => {
    const french = english
      .replace('title: What a domain name is', 'title: Le nom de domaine')
      .replace('text: Only foobar.com.', 'text: Seulement foobar.com.');
    expect(translated(french)).toMatchObject({ id: 'dns/names', title: 'Le nom de domaine' });
    expect(differs(read(file), translated(french))).toBe(false);
  });

  test.each([
    ['another command', 'run: dig +short example.com A', 'run: dig example.com AAAA'],
    ['another right answer', '    right: true\n    because: A name has', '    because: A name has'],
    [
      'another idea',
      'misconception: subdomain-comes-by-itself\n    when',
      'misconception: dns-is-one-big-list\n    when',
    ],
    ['another look', 'names: [foobar.com, blog.foobar.com]', 'names: [foobar.com, shop.foobar.com]'],
  ])('is refused with %s', (_, from, to) => {
    expect(english).toContain(from);
    const text = english.replace(from, to);
    let refused: boolean;
    try {
      refused = differs(read(file), translated(text));
    } catch {
      refused = true;
    }
    expect(refused).toBe(true);
  });
});
