import { describe, expect, test } from 'vitest';
import { feedbackText, stepText } from '../../src/tutor/page.ts';
import { howToAnswer, markOf, offeredIn, readAnswer } from '../../src/tutor/questions/forms.ts';
import { ideasIn } from '../../src/tutor/questions/ideas.ts';
import type { Question } from '../../src/tutor/questions/question.ts';
import { plainScreen } from '../../src/model/screen.ts';
import { rightAnswer, sampleAnswers } from '../support/answers.ts';

const choice = (text: string, right: boolean) => ({
  text,
  right,
  because: `Because of ${text}.`,
  ...(right ? {} : { misconception: `idea-of-${text}` }),
});

const questions: readonly Question[] = [
  {
    form: 'choose',
    ask: 'Which?',
    choices: [choice('one', false), choice('two', true), choice('three', false)],
  },
  {
    form: 'several',
    ask: 'Which ones?',
    choices: [choice('one', true), choice('two', false), choice('three', true)],
  },
  {
    form: 'order',
    ask: 'In which order?',
    items: ['first', 'second', 'third', 'fourth'].map((text) => ({
      text,
      because: `Why ${text}.`,
      misconception: `idea-of-${text}`,
    })),
  },
  {
    form: 'match',
    ask: 'Which belong together?',
    pairs: ['A', 'AAAA', 'CNAME'].map((left) => ({
      left,
      right: `what ${left} holds`,
      because: `Why ${left}.`,
      misconception: `idea-of-${left}`,
    })),
  },
  {
    form: 'fill',
    ask: 'Which port?',
    answers: ['80', 'port 80'],
    because: 'It is 80.',
    wrong: [{ answers: ['443'], because: 'That is HTTPS.', misconception: 'idea-of-443' }],
  },
  {
    form: 'say',
    ask: 'Say it.',
    points: [
      { text: 'This.', misconception: 'idea-of-this' },
      { text: 'And that.', misconception: 'idea-of-that' },
    ],
  },
];

const step = (question: Question) => ({ kind: 'quiz' as const, ...question });

describe.each(questions.map((question) => [question.form, question] as const))('%s', (form, question) => {
  test('takes its right answer, which shows no wrong idea', () => {
    const answer = rightAnswer(question);
    expect(markOf(question, answer)).toMatchObject({ right: true, mistakes: [], missed: [] });
    expect(feedbackText(step(question), answer, undefined, plainScreen)).toMatch(/^Correct\./);
  });

  test('says of every other answer what is wrong, and what would be right', () => {
    const samples = sampleAnswers(question);
    const wrong = samples.filter((answer) => !markOf(question, answer).right);
    expect(wrong.length).toBeGreaterThan(0);
    expect(samples.length - wrong.length).toBe(form === 'fill' ? 2 : 1);
    for (const answer of wrong) {
      const { missed, mistakes, solution } = markOf(question, answer);
      expect(missed.every((idea) => ideasIn(question).includes(idea))).toBe(true);
      // A number nobody has thought of shows no idea, and overlooking something none in particular.
      if (form !== 'fill' && form !== 'several') expect(missed.length).toBeGreaterThan(0);
      if (form !== 'fill') expect(mistakes.length).toBeGreaterThan(0);
      expect(feedbackText(step(question), answer, undefined, plainScreen)).toContain(
        form === 'say' ? 'Still to say' : solution.replaceAll('`', '').slice(0, 6),
      );
    }
  });

  test('keeps an answer as it is kept', () => {
    for (const answer of sampleAnswers(question)) expect(readAnswer(question, answer)).toBe(answer);
  });

  test('takes no answer to another question', () => {
    for (const typed of ['', ' ', '-z', 'aa', 'zzz', 'é', '\u0007'])
      if (form !== 'fill') expect(readAnswer(question, typed)).toBeUndefined();
    expect(readAnswer(question, '  ')).toBeUndefined();
    expect(howToAnswer(question).length).toBeGreaterThan(3);
  });

  test('shows all there is to answer with, the same way each time', () => {
    const text = stepText(step(question), plainScreen, true);
    expect(stepText(step(question), plainScreen, true)).toBe(text);
    for (const { mark, text: offered } of offeredIn(question)) expect(text).toContain(`  ${mark} ${offered}`);
  });
});

describe('how an answer may be typed', () => {
  const [, several, order, match, fill] = questions;
  test.each([
    [several, 'a, c', 'ac'],
    [several, 'C A', 'ac'],
    [order, 'd b. c) a', 'dbca'],
    [match, '1b 2c 3a', 'bca'],
    [match, '1: b, 2: c, 3: a', 'bca'],
    [fill, ' Port 80. ', 'Port 80.'],
  ])('%j: %s', (question, typed, kept) => {
    expect(question && readAnswer(question, typed)).toBe(kept);
  });

  test('a word counts without case, quotes and a full stop', () => {
    expect(fill && markOf(fill, '"PORT 80".').right).toBe(true);
  });
});
