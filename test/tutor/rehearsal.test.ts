import { describe, expect, test } from 'vitest';
import { mergedProgress } from '../../src/tutor/merge.ts';
import {
  cardKept,
  emptyProgress,
  readProgress,
  rehearsalAt,
  rehearsalEnded,
} from '../../src/tutor/record.ts';
import { readGiven } from '../../src/tutor/rehearsal/answers.ts';
import { cardJson, cardOf, scoreLine } from '../../src/tutor/rehearsal/card.ts';
import { cardText } from '../../src/tutor/rehearsal/card-page.ts';
import { drawing } from '../../src/tutor/rehearsal/drawing.ts';
import { clockText, followUpText, heardText } from '../../src/tutor/rehearsal/page.ts';
import {
  back,
  beginAt,
  correct,
  draw,
  isFilled,
  missedInDrawing,
  next,
  saidTo,
  say,
  skip,
  spend,
  stepIn,
  steps,
  typeLine,
  type Rehearsal,
} from '../../src/tutor/rehearsal/state.ts';
import { plainScreen } from '../../src/model/screen.ts';

const [early, late] = ['2026-01-01T10:00:00.000Z', '2026-01-01T11:00:00.000Z'];
const start = beginAt(early);
/** At the first question of the reviewer. */
const asked: Rehearsal = { ...start, at: drawing.length };
const knowledge = { about: { A5: { title: 'the database', lesson: 'db/mysql' } }, corrections: {} };

describe('the place in a rehearsal', () => {
  test('goes through the drawing to the reviewer, back, and past what is skipped', () => {
    expect(draw(start, 'nonsense')).toBe(start);
    const wrong = draw(start, 'becdfa');
    expect(wrong).toMatchObject({ at: 0, phase: 'after' });
    expect(missedInDrawing(wrong)).toEqual(['http-before-dns']);
    expect(back(wrong)).toMatchObject({ at: 0, phase: 'ask' });
    expect(next(wrong)).toMatchObject({ at: 1, phase: 'ask' });
    expect(back(start).at).toBe(0);
    expect(skip(start).at).toBe(1);
    expect(steps.reduce((state) => skip(state), start).at).toBe(steps.length);
  });

  test('an answer of several lines is asked about once more unless it is full, and then no more', () => {
    const typed = typeLine(typeLine(asked, ' one '), 'two');
    expect(saidTo(typed)).toEqual(['one\ntwo']);
    expect(back(typed)).toMatchObject({ at: asked.at, draft: [] });
    expect(say(typed, 'full').phase).toBe('after');
    const half = say(typed, 'half');
    expect(half.phase).toBe('more');
    expect(skip(half)).toMatchObject({ at: asked.at, phase: 'after' });
    const more = say(typeLine(half, 'three'), 'none');
    expect(more).toMatchObject({ phase: 'after', draft: [] });
    expect(more.answers['A6']).toEqual({ said: ['one\ntwo', 'three'], mark: 'none' });
    expect(say(asked, 'full')).toBe(asked);
  });

  test('keeps no more of an answer than has room', () => {
    const full = typeLine(asked, 'x'.repeat(5000));
    expect(full.draft.join('').length).toBe(2000);
    expect(isFilled(full)).toBe(true);
    expect(typeLine(full, 'more')).toBe(full);
  });

  test('counts time forwards only', () => {
    expect(spend(spend(start, 90_000), -5000).usedMs).toBe(90_000);
  });
});

describe('the score card', () => {
  const said = say(typeLine(asked, 'one'), 'half');
  const form = { startsWithUser: true, english: true };

  test('has 16 points, and says which marks are the learner\u2019s own', () => {
    const card = cardOf(correct(correct(said, 'B2', 'full'), 'A6', 'none'), form, late, true);
    expect(card.points.map(({ id }) => id).toSorted()).toEqual(card.points.map(({ id }) => id));
    expect(scoreLine(card)).toBe('1 of 16 (1 full, 0 half, 15 none)');
    expect(card.points).toContainEqual({ id: 'B2', mark: 'full', ruled: 'none' });
    const text = cardText(card, knowledge, { ...plainScreen, columns: 40 });
    expect(text.replace(/\s+/g, ' ')).toContain('Points marked by yourself: 2.');
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(40);
    expect(JSON.parse(cardJson(card, {}))).toMatchObject({ score: 1, minutes: null, drawing: null });
  });

  test('a mark that is set back, or an answer that is given again, is by the rules', () => {
    expect(correct(correct(said, 'A6', 'full'), 'A6', 'half').own).toEqual({});
    expect(say(typeLine(back(correct(said, 'A6', 'full')), 'two'), 'full').own).toEqual({});
  });

  test('says nothing of a form when nothing was said', () => {
    expect(cardText(cardOf(start, undefined, late, true), knowledge, plainScreen)).toContain(
      'Nothing was said.',
    );
  });
});

describe('the pages', () => {
  const understood = {
    mark: 'none',
    because: 'no database is named',
    quotes: [],
    wrong: [],
    aside: ['A5'],
  } as const;

  test('show the time, and stop nobody', () => {
    expect(clockText(spend(asked, 6 * 60_000), plainScreen)).toBe('Question 1 of 16. 6 of 30 minutes used.');
    expect(clockText(spend(asked, 31 * 60_000), plainScreen)).toContain('Here you may go on.');
  });

  test('say what was not asked, and what was too long', () => {
    const short = heardText(understood, 'a word', knowledge, plainScreen);
    expect(short).toContain('You also spoke about the database. That was not asked');
    expect(short).not.toContain('words.');
    const long = 'word '.repeat(80);
    expect(heardText(understood, long, knowledge, plainScreen)).toContain('Those were 80 words.');
  });

  test('show what was said as text, whatever it holds', () => {
    const quotes = ['**bold** \u001b[31mred'];
    const shown = heardText({ ...understood, mark: 'half', quotes }, 'x', knowledge, plainScreen);
    expect(shown).toContain('**bold**');
    expect(shown).not.toContain('\u001b');
  });

  test('ask once more by what was missing', () => {
    const step = stepIn(asked);
    if (step?.kind !== 'point') throw new Error('a question was expected');
    expect(followUpText(step, 'half', plainScreen)).not.toBe(followUpText(step, 'none', plainScreen));
  });
});

describe('what is kept', () => {
  const open = rehearsalAt(emptyProgress, say(typeLine(asked, 'one'), 'half'), early);
  const card = cardOf(start, undefined, late, true);

  test('is read again as it was written; without a rehearsal there is none', () => {
    expect(readProgress(JSON.stringify(open))).toEqual(open);
    expect(readProgress(JSON.stringify(rehearsalEnded(open, card)))).toEqual(rehearsalEnded(open, card));
    expect(readProgress(JSON.stringify(emptyProgress))).not.toHaveProperty('rehearsal');
  });

  test.each([
    { at: early, open: { ...asked, phase: 'elsewhere' } },
    { at: early, open: { ...asked, at: 1.5 } },
    { at: early, open: { ...asked, answers: { A6: { said: 'one', mark: 'full' } } } },
    { at: early, last: { ...card, points: [{ id: 'A1', mark: 'whole' }] } },
    { at: 'yesterday' },
  ])('is refused when it is not ours: %j', (rehearsal) => {
    expect(readProgress(JSON.stringify({ ...emptyProgress, rehearsal }))).toBe('damaged');
  });

  test('of two computers: the later place, and the later card', () => {
    const there = cardKept(emptyProgress, card);
    for (const merged of [mergedProgress(open, there), mergedProgress(there, open)])
      expect(merged.rehearsal).toEqual({ at: late, last: card });
    const goesOn = rehearsalAt(there, start, '2026-01-02T00:00:00.000Z');
    expect(mergedProgress(open, goesOn).rehearsal).toEqual(goesOn.rehearsal);
    expect(mergedProgress(open, emptyProgress).rehearsal).toEqual(open.rehearsal);
    expect(mergedProgress(emptyProgress, open).rehearsal).toEqual(open.rehearsal);
    expect(mergedProgress(emptyProgress, emptyProgress)).not.toHaveProperty('rehearsal');
  });

  test('a card of written answers leaves the rehearsal open', () => {
    expect(cardKept(open, card).rehearsal).toMatchObject({ open: { phase: 'more' }, last: card });
  });
});

describe('answers in a file', () => {
  test('stand behind their points, in one line or several', () => {
    expect(readGiven('b3: an A record\n\nA6) A user\ntypes the name\n')).toEqual(
      new Map([
        ['B3', 'an A record'],
        ['A6', 'A user\ntypes the name'],
      ]),
    );
  });

  test.each([
    ['', /no answer in it/],
    ['hello', /Line 1 belongs to no point/],
    ['B3: a\nB3: b', /Line 2: B3 was answered before/],
    ['C7: x', /Line 1: there is no point C7/],
  ])('that cannot be read are refused with their line: %j', (text, why) => {
    expect(readGiven(text)).toMatch(why);
  });
});
