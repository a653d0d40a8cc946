import { expect, test } from 'vitest';
import { parseHands, parseLesson } from '../../src/content/lesson.ts';
import { notSeen } from '../support/hands.ts';

const file = 'lessons/server/example.md';

const lesson = (block: string): string => `---
title: An example
hop: server
minutes: 2
after: []
teaches: [B1]
takeaway: Short.
---
Prose.

\`\`\`hand
${block}
\`\`\`
`;

const ls = `where: server
run: ls FOLDER
says: It lists the files.
with: { FOLDER: /srv }
shows:
  - index.html`;

const two = ls.replace('FOLDER\n', 'FOLDER\n  cd FOLDER\n').replace('run: ', 'run: |\n  ');

test('a command says what a test has to see of it; the learner is shown the rest', () => {
  expect(parseHands(file, lesson(ls))).toMatchObject([
    { where: 'server', run: 'ls FOLDER', shows: [['index.html']], with: { FOLDER: '/srv' }, line: 12 },
  ]);
  expect(parseLesson(file, lesson(ls)).steps).toEqual([
    {
      kind: 'screen',
      blocks: [
        { kind: 'prose', text: 'Prose.' },
        { kind: 'hand', where: 'server', run: 'ls FOLDER', says: 'It lists the files.' },
      ],
    },
  ]);
});

test('several commands have a list each', () => {
  const shows = two.replace('  - index.html', '  1: [index.html]\n  2: [nothing]');
  expect(parseHands(file, lesson(shows))).toMatchObject([
    { run: 'ls FOLDER\ncd FOLDER', shows: [['index.html'], ['nothing']] },
  ]);
});

test.each([
  ['without signs', ls.replace(/shows:[^]*/, ''), ':12:1 shows: is missing: what a test has to see'],
  ['with an empty list of signs', ls.replace('\n  - index.html', ' []'), ':16:8 shows: is empty'],
  ['with a sign that YAML reads as something else', ls.replace('index', 'a: b'), ':17:5 shows.0: is no text'],
  ['with an expression that is none', ls.replace('index.html', '/(/'), ':17:5 shows.0: is no regular'],
  ['with one list for two commands', two, ':19:3 shows: needs one list for each command'],
  [
    'with a list for a command that it has not',
    two.replace('  - index.html', '  1: [a]\n  3: [b]'),
    ':19:3 shows: needs one list for each command',
  ],
  ['with something for a word that it has not', ls.replace('ls FOLDER', 'ls'), ':15:7 with: names a word'],
])('a command %s is refused with its place', (_, block, message) => {
  expect(() => parseLesson(file, lesson(block))).toThrow(`${file}${message}`);
});

const typed = (seen: string, code = 0) => ({ command: 'x', code, seen });

test.each([
  ['a text', ['b'], typed('a b c'), []],
  ['a text that is not there', ['d'], typed('a b c'), ['d']],
  ['an expression, line by line', ['/^b$/'], typed('a\nb'), []],
  ['an expression that does not match', ['/^b$/', 'a'], typed('a b'), ['/^b$/']],
  ['nothing', ['nothing'], typed(''), []],
  ['nothing, and something is printed', ['nothing'], typed('x'), ['nothing']],
  ['an exit status', ['a', 'exit 7'], typed('a', 7), []],
  ['another exit status', ['a', 'exit 7'], typed('a'), ['exit 7, it was 0']],
  ['no exit status, and it failed', ['a'], typed('a', 1), ['exit 0, it was 1']],
])('a command has to show %s', (_, signs, ran, missing) => {
  expect(notSeen(signs, ran)).toEqual(missing);
});
