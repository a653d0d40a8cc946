import { expect, test } from 'vitest';
import { gradeUnits } from '../../src/catalog-grade.ts';
import { grade } from '../../src/grade/grade.ts';

/** What a text is as a whole. */

const mermaid = `graph LR
  U[Visitor] -->|www.foobar.com| D[DNS]
  D -->|8.8.8.8| E[Server]
  E --> O[Nginx]
  O --> E
  subgraph E [one server for all the parts]
    O --> A[Application server]
    A --> E
    A --> M[(MySQL)]
  end
  style U fill:#fff,stroke:#333
`;

const boxes = `+---------+    +-----+
| Browser | -> | DNS |
+---------+    +-----+
     |
+---------+   +------------+   +-------+
|  Nginx  |-->| App server |-->| MySQL |
+---------+   +------------+   +-------+
`;

test.each([
  ['Mermaid', mermaid],
  ['Mermaid in a fence', `\`\`\`mermaid\n${mermaid}\`\`\`\n`],
  ['boxes', boxes],
  ['boxes in a fence', `\`\`\`\n${boxes}\`\`\`\n`],
])('a drawing of English names is an explanation: %s', (_, text) => {
  expect(grade(text, gradeUnits)).toMatchObject({ kind: 'explanation', form: { startsWithUser: true } });
});

test.each([
  'Le serveur est une machine dans laquelle le site et la base de données sont avec le code pour les visiteurs.',
  'graph TD\n  A[Le visiteur est devant la page] --> B[Le DNS donne une adresse pour le nom]\n  B --> C[Le serveur est une machine avec les fichiers]',
])('another language is told by several of its words: %s', (text) => {
  expect(grade(text, gradeUnits).kind).toBe('other-language');
});

test('a long English text is English, whatever names are in it', () => {
  const text = 'The server of La Casa de Papel is the machine on which the site and the data of it are. ';
  expect(grade(text.repeat(20), gradeUnits).kind).toBe('explanation');
});
