import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { begin, missedNow, move, moves, stepOf, type Move, type Session } from '../../src/tutor/session.ts';
import { resume } from '../../src/tutor/resume.ts';
import { exampleLesson as lesson } from './example-lesson.ts';

const next: Move = { to: 'next' };
const seen = { lines: ['refused'], answer: 'refused' };
const walk = (...made: Move[]): Session =>
  made.reduce((session, one) => move(lesson, session, one), begin(lesson));

describe('a lesson', () => {
  test('begins at its first screen', () => {
    expect(begin(lesson)).toMatchObject({ at: 0, phase: 'read' });
  });

  test('never moves on from a question without an answer', () => {
    expect(walk(next, next, next)).toMatchObject({ at: 1, phase: 'ask' });
  });

  test('looks after a prediction, and then explains', () => {
    const predicted = walk(next, { to: 'answer', answer: 'b' });
    expect(predicted).toMatchObject({ at: 1, phase: 'look', chosen: 'b' });
    expect(move(lesson, predicted, { to: 'seen', seen })).toMatchObject({
      phase: 'after',
      chosen: 'b',
      seen,
    });
  });

  test('explains a quiz without a look', () => {
    expect(walk(next, { to: 'skip' }, { to: 'answer', answer: 'a' })).toMatchObject({
      at: 2,
      phase: 'after',
      chosen: 'a',
    });
  });

  test('is done behind its last step', () => {
    expect(walk({ to: 'skip' }, { to: 'skip' }, { to: 'answer', answer: 'a' }, next)).toMatchObject({
      at: 3,
      phase: 'done',
    });
  });

  test('goes back from an explanation to its question, and from there to the screen before', () => {
    const explained = walk({ to: 'skip' }, { to: 'answer', answer: 'a' }, { to: 'seen', seen });
    const asked = move(lesson, explained, { to: 'back' });
    expect(asked).toMatchObject({ at: 1, phase: 'ask' });
    expect(asked.chosen).toBeUndefined();
    expect(move(lesson, asked, { to: 'back' })).toMatchObject({ at: 0, phase: 'read' });
  });

  test('ignores an answer that does not exist', () => {
    expect(walk(next, { to: 'answer', answer: 'j' })).toMatchObject({ phase: 'ask' });
  });

  test('knows the idea behind a wrong answer only', () => {
    expect(missedNow(lesson, walk(next, { to: 'answer', answer: 'b' }))).toEqual(['closed-port-is-silent']);
    expect(missedNow(lesson, walk(next, { to: 'answer', answer: 'a' }))).toEqual([]);
  });
});

const anyMove: fc.Arbitrary<Move> = fc.oneof(
  fc.constantFrom<Move>(next, { to: 'back' }, { to: 'skip' }, { to: 'seen', seen }),
  fc.constantFrom('a', 'b', 'c', '80').map((answer): Move => ({ to: 'answer', answer })),
  fc.string().map((words): Move => ({ to: 'say', words })),
);
const anySession = fc.array(anyMove, { maxLength: 30 }).map((made) => walk(...made));

describe('any session', () => {
  test('is resumed exactly where it was, after JSON', () => {
    fc.assert(
      fc.property(anySession, (session) => {
        const back = resume(lesson, JSON.parse(JSON.stringify(session)));
        expect(back).toEqual(session.phase === 'done' ? begin(lesson) : session);
      }),
    );
  });

  test('offers only moves that do something', () => {
    fc.assert(
      fc.property(anySession, (session) => {
        for (const to of moves(lesson, session)) expect(move(lesson, session, { to })).not.toEqual(session);
      }),
    );
  });

  test('is at a step that fits its phase', () => {
    fc.assert(
      fc.property(anySession, (session) => {
        const kind = stepOf(lesson, session)?.kind;
        const fits = {
          read: ['screen'],
          ask: ['predict', 'quiz'],
          compare: ['quiz'],
          look: ['predict'],
          after: ['predict', 'quiz'],
          done: [undefined],
        };
        expect(fits[session.phase]).toContain(kind);
      }),
    );
  });

  test('is never broken by what a file says', () => {
    fc.assert(
      fc.property(
        fc.record({
          lesson: fc.constant(lesson.id),
          at: fc.anything(),
          phase: fc.anything(),
          chosen: fc.anything(),
          answers: fc.anything(),
          seen: fc.anything(),
        }),
        (saved) => {
          const session = resume(lesson, saved);
          expect(session.at).toBeLessThan(lesson.steps.length);
          for (const to of moves(lesson, session)) move(lesson, session, { to });
        },
      ),
    );
  });

  test('begins anew when the lesson is another one', () => {
    expect(resume(lesson, { ...walk(next), lesson: 'other/lesson' })).toEqual(begin(lesson));
  });
});
