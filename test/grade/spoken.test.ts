import { describe, expect, test } from 'vitest';
import { gradeUnits } from '../../src/catalog-grade.ts';
import { formOf, hear } from '../../src/grade/spoken.ts';
import type { PointId } from '../../src/grade/types.ts';

const heard = (id: PointId, ...said: readonly string[]) => hear(id, said, ['Which one is it?'], gradeUnits);

describe('an answer', () => {
  test.each<[PointId, string]>([
    ['B2', 'It is easier to remember than a number.'],
    ['B3', 'A'],
    ['B4', 'takes the request and passes it on to the application server'],
    ['B5', 'runs the code'],
    ['B6', 'It stores the data.'],
    ['B7', 'HTTP'],
    ['C2', 'The web server is restarted and nobody can reach the site'],
    ['C3', 'There is only one server and it gets slow'],
  ])('to the question about %s is understood without its subject: %s', (id, said) => {
    expect(heard(id, said)).toMatchObject({ mark: 'full', wrong: [], aside: [] });
    expect(heard(id, said).quotes).not.toEqual([]);
  });

  test('earns nothing for what was asked elsewhere, and says which points those are', () => {
    expect(heard('B7', 'We use Nginx and MySQL.')).toMatchObject({ mark: 'none', aside: ['A2', 'A5'] });
    expect(heard('C3', 'The site is down in maintenance.')).toMatchObject({ mark: 'none', aside: ['C2'] });
  });

  test('that is a question, or repeats one, is none', () => {
    expect(heard('A2', 'Is it Nginx?')).toMatchObject({ mark: 'none', quotes: [] });
    expect(heard('B6', 'What is the role of the database?')).toMatchObject({ mark: 'none', quotes: [] });
  });

  test('that adds what was missing is marked with it', () => {
    expect(heard('A5', 'a database')).toMatchObject({ mark: 'half' });
    expect(heard('A5', 'a database', 'MySQL')).toMatchObject({ mark: 'full' });
  });

  test('that is corrected counts as corrected, and its wrong idea is named, not a hedge', () => {
    const { mark, wrong } = heard('B3', 'It is a CNAME.', 'No, an A record.');
    expect(mark).toBe('full');
    expect(wrong).toEqual([{ id: 'www-is-cname', quote: 'It is a CNAME.' }]);
  });
});

test('the form is judged over everything that was said', () => {
  const french = 'Le serveur web reçoit les requêtes des utilisateurs et renvoie les pages du site.';
  const user = 'A user types www.foobar.com into the browser.';
  expect(formOf(user, [user, 'MySQL'], gradeUnits)).toEqual({ startsWithUser: true, english: true });
  expect(formOf('Nginx serves pages.', ['Nginx serves pages.', french], gradeUnits)).toEqual({
    startsWithUser: false,
    english: false,
  });
});
