import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadExercises } from '../../src/catalog-lessons.ts';
import { classCsv, classJson, classText, type ClassMark } from '../../src/tutor/class-page.ts';
import { judgeCard, type ExerciseCard, type Sight } from '../../src/tutor/exercise-card.ts';
import { cardText } from '../../src/tutor/exercise-page.ts';
import type { SeenAll } from '../../src/tutor/expect/kind.ts';
import { NotACard, readCards } from '../../src/tutor/read-card.ts';
import type { Exercise } from '../../src/tutor/types.ts';
import { plainScreen } from '../../src/model/screen.ts';
import { expectInSchema, replayed, savedText } from '../support/cards.ts';

const exercises = await loadExercises();
const tool = { name: 'infra-tutor', version: '0.1.0' };
const at = '2026-11-26T16:20:00.000Z';

const sightOf = (seen: SeenAll[string]): Sight =>
  'unseen' in seen ? { at, ...seen } : { at, from: ['outside'], seen };

const cardFor = (exercise: Exercise, seen: SeenAll): ExerciseCard => ({
  exercise: exercise.id,
  target: { shown: 'www.example.com', host: 'www.example.com', address: '203.0.113.9' },
  takenAt: at,
  from: { machine: 'laptop', way: 'ssh', ssh: 'student@203.0.113.9', resolver: '192.0.2.1:53', tool },
  before: {
    programs: [{ pid: 100, parent: 1, name: 'gunicorn', user: 'u', line: 'gunicorn' }],
    listeners: [],
  },
  evidence: Object.fromEntries(Object.entries(seen).map(([key, one]) => [key, sightOf(one)])),
});

const named = (id: string): Exercise => {
  const found = exercises.find((one) => one.id === id);
  if (!found) throw new Error(`there is no ${id}`);
  return found;
};

const redirect = named('web/redirect');
const page = (status: number, location: string, body = '') => ({
  outcome: 'answer' as const,
  status,
  headers: [
    ['location', location],
    ['set-cookie', 'sid=s3cr3t; Path=/'],
  ] as const,
  body,
});

test.each(exercises)('$id: a card that was saved says the same when it is judged again', (exercise) => {
  const { unsolved, solved, nearMisses } = exercise.examples;
  for (const seen of [unsolved, solved, ...nearMisses.map((one) => one.seen)]) {
    const card = cardFor(exercise, seen);
    const verdicts = judgeCard(exercise, card).map(({ id, status, reason }) => ({ id, status, reason }));
    expect(replayed(exercise, card)).toEqual(verdicts);
  }
});

describe('a saved card', () => {
  const here = { '/redirect_me': page(301, 'http://192.168.1.9/other?token=abc') };
  const card = { ...cardFor(redirect, here), target: { shown: '192.168.1.9', host: '192.168.1.9' } };

  test('keeps cookies, queries and private addresses to itself, and is judged alike', () => {
    const text = savedText(redirect, card);
    expect(text).not.toMatch(/s3cr3t|abc|192\.168/);
    expect(replayed(redirect, card)).toEqual([{ id: 'redirect', status: 'success', reason: undefined }]);
  });

  test('says of each requirement what it rests on, when it was seen and from where', () => {
    const { requirements, evidence, from, takenAt, target } = JSON.parse(savedText(redirect, card)) as {
      requirements: { evidence: string[] }[];
      evidence: Record<string, Sight>;
      [key: string]: unknown;
    };
    expect(requirements.map((one) => one.evidence)).toEqual([['/redirect_me']]);
    expect(evidence['/redirect_me']).toMatchObject({ at, from: ['outside'], seen: { status: 301 } });
    expect([takenAt, from]).toMatchObject([at, { machine: 'laptop', way: 'ssh', tool }]);
    expect(target).toMatchObject({ vantages: ['outside'] });
  });

  test('what the exercise itself names stays: it decides', () => {
    const [requirement] = redirect.requirements;
    if (!requirement) throw new Error('no requirement');
    const own: Exercise = {
      ...redirect,
      requirements: [
        {
          ...requirement,
          needs: [],
          expect: { kind: 'file', is: { path: '/srv/now', kind: 'link', to: '/home/ubuntu/site' } },
        },
      ],
    };
    const seen = { 'file /srv/now': { kind: 'link', owner: 'ubuntu', to: '/home/ubuntu/site' } } as const;
    expect(replayed(own, cardFor(own, seen))).toMatchObject([{ status: 'success' }]);
  });

  test('is shown as what it is: seen then, and there', () => {
    const said = cardText(redirect, cardFor(redirect, here), plainScreen, { replayed: true });
    expect(said.replace(/\s+/g, ' ')).toContain(
      'Replayed: seen 2026-11-26 16:20 UTC from the computer laptop, and on the server through ssh student@203.0.113.9, by infra-tutor 0.1.0. Nothing was contacted now.',
    );
    expect(said).not.toContain('\u001b');
  });

  test('what a hostile server or card says is harmless on the screen', () => {
    const loud = { '/redirect_me': page(302, '/\u001b[2J\u202e') };
    const from = { machine: '\u001b]0;x\u0007', tool };
    const said = cardText(redirect, { ...cardFor(redirect, loud), from }, plainScreen, { replayed: true });
    // eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
    expect(said).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  test('what another version wrote in another way was not seen, and is no failure', () => {
    const text = savedText(redirect, card);
    const written = (change: (evidence: Record<string, unknown>) => void): string => {
      const document = JSON.parse(text) as { evidence: Record<string, unknown> };
      change(document.evidence);
      return JSON.stringify(document);
    };
    const other = written(
      (evidence) => (evidence['/redirect_me'] = { at, from: ['moon'], seen: 'all fine' }),
    );
    const newer = written((evidence) => (evidence['a new kind'] = { at, seen: {} }));
    const read = [other, newer].map((one) => readCards(one));
    const [first, second] = read.map((one) => (one.kind === 'card' ? judgeCard(redirect, one.card) : []));
    expect(first).toMatchObject([
      { status: 'skipped', hint: expect.stringContaining('another version') as string },
    ]);
    expect(second).toMatchObject([{ status: 'success' }]);
  });

  test('whatever is changed in one, it is refused or judged', () => {
    const text = savedText(redirect, card);
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(40), fc.string({ maxLength: 8 }), (from, length, instead) => {
        const changed = text.slice(0, from) + instead + text.slice(from + length);
        try {
          const read = readCards(changed);
          if (read.kind === 'card') judgeCard(redirect, read.card);
        } catch (error) {
          expect(error).toBeInstanceOf(NotACard);
        }
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['nothing', ''],
    ['a list', '[]'],
    ['a run of check', '{"run":1,"evidence":{}}'],
    ['a class that is none', '{"schema":1,"results":[1]}'],
    ['another schema', '{"schema":2}'],
  ])('%s is none', (_, text) => {
    expect(() => readCards(text)).toThrow(NotACard);
  });
});

describe('the cards of a class', () => {
  const marks: readonly ClassMark[] = [
    {
      name: '=Ada',
      host: 'a.example.com',
      exercise: redirect.id,
      takenAt: at,
      looked: { exercise: redirect, card: cardFor(redirect, redirect.examples.solved) },
    },
    { name: 'Ben', host: 'not a name', exercise: redirect.id, takenAt: at, why: 'That is no name.' },
  ];

  test('are one document in the schema, and are read back', () => {
    const text = classJson(marks, { tool });
    expectInSchema(JSON.parse(text));
    const read = readCards(text);
    if (read.kind !== 'class') throw new Error('no class');
    expect(read.rows).toMatchObject([
      { name: '=Ada', passed: true, card: { exercise: redirect.id, takenAt: at } },
      { name: 'Ben', why: 'That is no name.' },
    ]);
  });

  test('say in a table that they were replayed, and where they were seen', () => {
    const [, ada, ben] = classCsv(marks, { replayed: true }).split('\n');
    expect(ada).toBe(
      `'=Ada,a.example.com,web/redirect,passed,1 of 1,,${at},"from the computer laptop, and on the server through ssh student@203.0.113.9",yes`,
    );
    expect(ben).toBe(`Ben,not a name,web/redirect,not looked at,0 of 0,That is no name.,${at},,yes`);
    const said = classText(marks, { ...plainScreen, columns: 40 }, { replayed: true });
    expect(said).toContain('Replayed: nothing was contacted now.');
    expect(said.split('\n').filter((line) => line.length > 40)).toEqual([]);
  });
});
