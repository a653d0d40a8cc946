import { expect, test } from 'vitest';
import { parseWords } from '../../src/content/words.ts';

const file = 'src/checks/tls/example.md';

const words = `---
title: The certificate is fine
why: Otherwise a visitor sees a warning.
lesson: tls/certificate
---

## broken

It is broken.

The dates in it say
so.

\`\`\`fix
- say: Mend it on the server.
  where: server
  verify: It is whole again.
\`\`\`
`;

test('the words of a check are its front matter and its causes', () => {
  expect(parseWords(file, words)).toEqual({
    title: 'The certificate is fine',
    why: 'Otherwise a visitor sees a warning.',
    lesson: 'tls/certificate',
    causes: {
      broken: {
        says: 'It is broken.',
        proof: 'The dates in it say so.',
        fix: [{ say: 'Mend it on the server.', where: 'server', verify: 'It is whole again.' }],
        alternatives: [],
      },
    },
  });
});

test.each<[title: string, text: string, says: string]>([
  ['no front matter', 'Hello', `${file}:1:1 has no front matter`],
  ['a key that nobody knows', words.replace('why:', 'hint: x\nwhy:'), `${file}:3:7 hint:`],
  [
    'text before the first cause',
    words.replace('## broken', 'Hello.\n\n## broken'),
    `${file}:7:1 has text before`,
  ],
  [
    'a cause with one paragraph',
    words.replace('The dates in it say\nso.', ''),
    `${file}:7:1 broken needs two paragraphs`,
  ],
  ['a repair at no place', words.replace('where: server', 'where: moon'), `${file}:16:10 0.where:`],
  ['a repair that is no YAML', words.replace('where: server', 'where: [server'), `${file}:17:`],
  [
    'a sentence that a comment cuts off',
    words.replace('Mend it', 'Put a # before it'),
    `${file}:15:13 is cut off by a comment`,
  ],
  ['a block of another kind', words.replace('```fix', '```repair'), `${file}:14:4 "repair"`],
])('%s is refused with file, line and column', (_, text, says) => {
  expect(() => parseWords(file, text)).toThrow(says);
});
