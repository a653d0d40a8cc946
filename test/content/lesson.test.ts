import { describe, expect, test } from 'vitest';
import { parseExercise } from '../../src/content/exercise.ts';
import { parseLesson, parseMisconceptions } from '../../src/content/lesson.ts';

const matter = `---
title: An example
hop: server
minutes: 2
after: []
teaches: [B1]
takeaway: Short.
---`;

const quiz = `\`\`\`quiz
ask: Which one?
choices:
  - text: This.
    right: true
    because: It is.
  - text: That.
    because: It is not.
    misconception: closed-port-is-silent
\`\`\``;

const file = 'lessons/server/example.md';
const parse = (body: string, head = matter) => parseLesson(file, `${head}\n${body}`);

describe('a lesson', () => {
  test('is its file name, its front matter, and its screens', () => {
    const lesson = parse(`\n\`\`\`map\nserver\n\`\`\`\n\nProse, *as it is*.\n\n---\n\n${quiz}\n`);
    expect(lesson).toMatchObject({ id: 'server/example', topic: 'server', hop: 'server', minutes: 2 });
    expect(lesson.steps[0]).toEqual({
      kind: 'screen',
      blocks: [
        { kind: 'map', light: 'server' },
        { kind: 'prose', text: 'Prose, *as it is*.' },
      ],
    });
    expect(lesson.steps[1]).toMatchObject({ kind: 'quiz', choices: [{ right: true }, { right: false }] });
  });

  test('keeps --- and code inside a fence', () => {
    const [step] = parse('```text\n---\nGET /\n```\n').steps;
    expect(step).toEqual({ kind: 'screen', blocks: [{ kind: 'prose', text: '```text\n---\nGET /\n```' }] });
  });

  test.each([
    ['an unknown hop', '', matter.replace('server', 'cable'), ':3:6 hop:'],
    ['a missing takeaway', '', matter.replace('takeaway: Short.\n', ''), ':2:1 takeaway:'],
    ['a key that nobody knows', '', matter.replace('minutes', 'hours: 3\nminutes'), ':4:8 hours:'],
    ['YAML that is none', '', matter.replace('[B1]', '[B1'), ':7:1 '],
    ['an empty screen', 'Prose\n---\n---\nProse', matter, 'screen 2 is empty'],
    ['a fence of an unknown kind', '\n```quizz\n```', matter, ':10:4 "quizz"'],
    ['a fence without an end', '\n```quiz\nask: x', matter, ':10:1 this block is never closed'],
    ['a question beside prose', `Prose\n\n${quiz}`, matter, ':12:1 a question stands alone'],
    [
      'a wrong choice without a misconception',
      quiz.replace(/ {4}misconception.*\n/, ''),
      matter,
      'names its misconception',
    ],
    [
      'a choice without a because',
      quiz.replace('    because: It is not.\n', ''),
      matter,
      ':15:5 choices.1.because:',
    ],
    [
      'no right choice',
      quiz.replace('    right: true\n', '    misconception: x\n'),
      matter,
      'exactly one choice is right',
    ],
    ['a check id that is none', '```check\ndns\n```', matter, ':10:1 the block: is not an id'],
  ])('is refused with its place: %s', (_, body, head, message) => {
    expect(() => parse(body, head)).toThrow(`${file}${message.startsWith(':') ? message : ''}`);
    expect(() => parse(body, head)).toThrow(message);
  });

  test('is refused when a prediction cannot be checked', () => {
    const predict = quiz
      .replace('quiz', 'predict')
      .replace('\n```', '\nlook: { see: ports }\nexplain: So it is.\n```');
    expect(() => parse(predict)).toThrow('the right choice says `when`');
    expect(() => parse(predict.replace('right: true', 'right: true\n    when: refused'))).not.toThrow();
    expect(() => parse(predict.replace('see: ports', 'see: stars'))).toThrow('look.see');
  });

  test('is refused when its file is not called topic/name.md', () => {
    expect(() => parseLesson('lessons/Server Ports.md', `${matter}\nProse`)).toThrow('topic/name');
  });
});

test('misconceptions are ids with a fact and what people say', () => {
  const idea = (id: string): string => `${id}: { fact: A fact., wrong: It is not so., right: It is so. }\n`;
  expect(parseMisconceptions('m.yaml', idea('a-b'))).toEqual({
    'a-b': { fact: 'A fact.', wrong: 'It is not so.', right: 'It is so.' },
  });
  expect(() => parseMisconceptions('m.yaml', `${idea('ok-id')}${idea('Odd Id')}`)).toThrow('m.yaml:2:');
  expect(() => parseMisconceptions('m.yaml', `${idea('a')}${idea('a')}`)).toThrow('m.yaml:2:1');
  expect(() => parseMisconceptions('m.yaml', 'a: { fact: A fact. }\n')).toThrow('m.yaml:1:');
});

describe('an exercise', () => {
  const head = `---
title: An example
project: '0x0C'
hop: web
vantage: outside
lesson: web/nginx
requirements:
  - { id: one, says: It answers., page: { path: / }, hints: [Try.] }
own-server: The lab is another one.
---
`;
  const body =
    'The task.\n\n```unsolved\n/: { outcome: connect }\n```\n\n```solved\n/: { status: 200, headers: { X-Odd: a } }\n```\n';
  const read = (text: string) => parseExercise('lessons/web/example.exercise.md', text);

  test('is plain data', () => {
    const exercise = read(head + body);
    expect(exercise).toMatchObject({
      id: 'web/example',
      task: 'The task.',
      requirements: [{ id: 'one', needs: [], expect: { kind: 'page', is: { paths: ['/'], method: 'GET' } } }],
    });
    expect(exercise.examples.solved['/']).toEqual({
      outcome: 'answer',
      status: 200,
      body: '',
      headers: [['x-odd', 'a']],
    });
  });

  test.each([
    [
      'a requirement that needs a later one',
      head.replace('hints', 'needs: [two], hints') + body,
      'needs one that does not stand before it',
    ],
    ['no solution', head + body.replace('solved\n/: { status', 'text\n/: { status'), 'has no block "solved"'],
    [
      'an unknown expectation',
      head.replace('path: /', 'path: /, colour: red') + body,
      ':8:60 requirements.0.page.colour',
    ],
  ])('is refused with its place: %s', (_, text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});
