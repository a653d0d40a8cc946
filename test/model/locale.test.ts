import { expect, test } from 'vitest';
import { inLocale, siblingOf, wantedLocales } from '../../src/model/locale.ts';

test.each([
  [{}, []],
  [{ LANG: 'C.UTF-8' }, []],
  [{ LANG: 'POSIX' }, []],
  [{ LANG: 'fr_CA.UTF-8' }, ['fr-CA', 'fr']],
  [{ LANG: 'am_ET' }, ['am-ET', 'am']],
  [{ LANG: 'fr_FR.UTF-8', LC_MESSAGES: 'sw' }, ['sw']],
  [{ LANG: 'fr_FR.UTF-8', LC_ALL: 'de_DE@euro' }, ['de-DE', 'de']],
  [{ LANG: 'fr_FR.UTF-8', LC_ALL: '' }, ['fr-FR', 'fr']],
  [{ LANG: '../../etc' }, []],
])('%j wants %j', (env, wanted) => {
  expect(wantedLocales(env)).toEqual(wanted);
});

test.each([
  ['/lessons/dns/records.md', undefined],
  ['/lessons/dns/records.fr.md', { of: '/lessons/dns/records.md', locale: 'fr' }],
  ['/lessons/dns/records.pt-BR.md', { of: '/lessons/dns/records.md', locale: 'pt-BR' }],
  ['/lessons/web/first.exercise.md', undefined],
  ['/lessons/web/first.fr.exercise.md', { of: '/lessons/web/first.exercise.md', locale: 'fr' }],
])('%s', (path, sibling) => {
  expect(siblingOf(path)).toEqual(sibling);
});

const files = { 'a.md': 'English', 'a.fr.md': 'French', 'a.fr-CA.md': 'Canadian', 'b.md': 'only English' };

test.each([
  [[], 'English'],
  [['sw'], 'English'],
  [['fr'], 'French'],
  [['fr-CA', 'fr'], 'Canadian'],
  [['fr-FR', 'fr'], 'French'],
])('%j: each unit once, in the best locale there is', (wanted, a) => {
  expect(inLocale(files, wanted)).toEqual({ 'a.md': a, 'b.md': 'only English' });
  expect(inLocale(Object.fromEntries(Object.entries(files).toReversed()), wanted)['a.md']).toBe(a);
});
