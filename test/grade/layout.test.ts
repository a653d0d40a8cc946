import { describe, expect, test } from 'vitest';
import { gradeUnits } from '../../src/catalog-grade.ts';
import { grade } from '../../src/grade/grade.ts';
import type { PointId } from '../../src/grade/types.ts';

/** The same things said in other shapes: where a sentence ends, and what stands above it. */

const marksOf = (text: string, ...ids: readonly PointId[]): string =>
  grade(text, gradeUnits)
    .points.filter(({ id }) => ids.includes(id))
    .map(({ id, mark }) => `${id} ${mark}`)
    .join(', ');

test('arrows below a name are a list about it', () => {
  const text = 'Nginx:\n  -> web server\n  -> answers requests\nMySQL:\n  -> database\n  -> keeps the rows';
  expect(marksOf(text, 'B4', 'B6')).toBe('B4 full, B6 full');
});

test('the second item below a name is about it, too', () => {
  const text = 'Web server\n  - Nginx\n  - gives back pages\nDatabase\n  - MySQL\n  - saves what users write';
  expect(marksOf(text, 'B4', 'B6')).toBe('B4 full, B6 full');
});

test('a drawing of arrows explains nothing', () => {
  expect(marksOf('-> Nginx -> application server -> MySQL', 'B4', 'B5', 'B6')).toBe(
    'B4 half, B5 half, B6 half',
  );
});

test.each(['·', '○', '👉', '🖥️', '=>'])('%s is a bullet', (bullet) => {
  const text = `${bullet} Web server: it answers requests\n${bullet} Database: it stores rows`;
  expect(marksOf(text, 'B4', 'B6')).toBe('B4 full, B6 full');
});

test('questions below an issue are about it', () => {
  const text = '1. Downtime\n   - When? For a new version.\n   - So? Nginx restarts, requests are refused.';
  expect(marksOf(text, 'C1', 'C2')).toBe('C1 none, C2 full');
});

test('the list of the exercise earns nothing where it is pasted', () => {
  const parts =
    'You must use:\n- 1 server\n- 1 web server (Nginx)\n- 1 application server\n- 1 application files (your code base)\n- 1 database (MySQL)';
  const issues =
    'Issues:\n- SPOF\n- Downtime when maintenance needed\n- Cannot scale if too much incoming traffic';
  const graded = grade(`${parts}\n\n${issues}\n`, gradeUnits);
  expect(graded.score).toBe(0);
});

test('a short answer below a pasted question is none of its words', () => {
  const text =
    '* What type of DNS record is www\n\t* A record\n* What is the role of the database\n\t* MySQL\n* What is a server\n\t* A machine that serves clients and hosts all the programs that our site needs';
  expect(marksOf(text, 'A5', 'B1', 'B3')).toBe('A5 full, B1 full, B3 full');
});

test('a list of the parts that are in the design names them', () => {
  const parts =
    'Our design has:\n- 1 server\n- 1 web server (Nginx)\n- 1 application server\n- 1 database (MySQL)';
  expect(marksOf(parts, 'A1', 'A2', 'A3', 'A5')).toBe('A1 full, A2 full, A3 full, A5 full');
});

test('a sentence that is broken at an article or before its noun goes on', () => {
  const text =
    'In this design Nginx is the web\nserver. It answers their requests. It is a single point of\nfailure: without it there is no site.';
  expect(marksOf(text, 'A2', 'B4', 'C1')).toBe('A2 full, B4 full, C1 full');
});

test('the settings of a page are no part of the text', () => {
  const text = '---\ntitle: Nginx and MySQL\ntags: [web server, database]\n---\nWe have one server.\n';
  expect(marksOf(text, 'A1', 'A2', 'A5')).toBe('A1 full, A2 none, A5 none');
});

test.each([
  ['+ There are several SPOFs.<br/>E.g. if Nginx crashes, the site is gone.', 'C1'],
  ["+ Cannot scale if there's too much traffic.<br/>One machine quickly runs out of memory.", 'C3'],
  [
    '+ Downtime when maintenance needed.<br/>Visitors are locked out as long as we work on it: it is offline.',
    'C2',
  ],
] as const)('an issue is explained on the line below its name: %s', (text, id) => {
  expect(marksOf(text, id)).toBe(`${id} full`);
});

test.each([
  ['+ There are several SPOFs.<br/>There are.', 'C1'],
  ["+ Cannot scale if there's too much traffic.<br/>That is a pity.", 'C3'],
] as const)('the name of an issue alone is half: %s', (text, id) => {
  expect(marksOf(text, id)).toBe(`${id} half`);
});

test('sentences in a row without full stops are read one by one', () => {
  const text =
    'my site is on one server it is a computer with linux that hosts all services and nginx is the web server it get the request and give the page and the application server run the source code and mysql keep the rows and the name is there because nobody can remember numbers and when the server die the site is dead and if too many people come the server will be slow';
  expect(marksOf(text, 'B1', 'B4', 'B5', 'B6', 'C1', 'C3')).toBe(
    'B1 full, B4 full, B5 full, B6 full, C1 full, C3 full',
  );
});

describe('who comes first', () => {
  test.each([
    ['```\n[ User ]\n   |\n[ Nginx ] --> [ MySQL ]\n```', true],
    ['Simple web stack (my notes)\n\nA visitor types www.foobar.com.', true],
    ['Picture somebody who wants to read our site.', true],
    ['u type www.foobar.com and wait.', true],
    ['We use three servers for the site of our users.', false],
    ['See the picture of the user who opens the site.', false],
    ['Nginx\n\nA visitor types www.foobar.com. It answers.', true],
    ['- Server: a machine that is on\n- User: types the name', false],
  ])('%s: %s', (text, is) => {
    expect(grade(text, gradeUnits).form.startsWithUser).toBe(is);
  });
});

test('pictures in front of names, as bullets and as arrows are no words', () => {
  const text =
    '🖥️ **Server** 👉 a computer that never sleeps & hosts the whole stack\n🔹 **www** 👉 A record\n1️⃣ 🚪 **Nginx** ➡️ answers requests';
  expect(marksOf(text, 'B1', 'B3', 'B4')).toBe('B1 full, B3 full, B4 full');
});

test('all items below an item with a name are about it, and none behind them', () => {
  const text =
    '- 🗄️ **Database**\n  - MySQL\n  - Remembers users and orders\n- The rest\n  - Nginx\n  - Delivers pages\n  - Keeps rows';
  expect(marksOf(text, 'B6')).toBe('B6 full');
  expect(marksOf('- Database\n  - MySQL\n- Others\n  - Nginx\n  - Keeps rows', 'B6')).toBe('B6 half');
});

test('behind a letter, a name with an arrow begins a line of its own', () => {
  expect(marksOf('www -> A\nnginx -> gives back pages', 'B3', 'B4')).toBe('B3 full, B4 full');
});

test('sentences with commas between them are read one by one, a condition with what follows from it', () => {
  const text =
    'The browser asks for the page at the server, Nginx then takes it, it picks up the request of the visitor and hands the rest to the application server, which runs our code, also if we change something we must stop it and nobody sees the site, and if one day we have a million visitors one server will not have enough memory.';
  expect(marksOf(text, 'B4', 'B5', 'C2', 'C3')).toBe('B4 full, B5 full, C2 full, C3 full');
});

test.each([
  ['SPOF', 'There is one of everything. If it breaks, the site is gone. This is the SPOF.', 'C1'],
  [
    'scaling',
    'Everybody comes at once, and so many requests make it slow. That is why it does not scale.',
    'C3',
  ],
] as const)('what is told before the name of an issue is an answer: %s', (_, text, id) => {
  expect(marksOf(text, id)).toBe(`${id} full`);
});

test('the sentence before the name of an issue has to tell it', () => {
  expect(marksOf('Nginx takes the requests. This is a SPOF.', 'C1')).toBe('C1 half');
});

test('a list of requirements with "your" in it is copied as a whole', () => {
  const list =
    '- 1 server\n- 1 web server (Nginx)\n- 1 application files (your code base)\n- 1 database (MySQL)';
  expect(marksOf(`We start from this:\n${list}\n`, 'A1', 'A2', 'A4', 'A5')).toBe(
    'A1 none, A2 none, A4 none, A5 none',
  );
  expect(marksOf('- 1 server\n- 1 web server (Nginx)\n- 1 database (MySQL)', 'A1', 'A2', 'A5')).toBe(
    'A1 full, A2 full, A5 full',
  );
});

test('a title with a colon may stand above the user', () => {
  const text = 'How the site is working:\n\nStep 1: The user opens his browser and types www.foobar.com.';
  expect(grade(text, gradeUnits).form.startsWithUser).toBe(true);
});

test('what hangs flush below a number is about it, and ends with the next number', () => {
  const text =
    '1. **Database**\n- MySQL\n- keeps the data\n\n2. **Scaling**\n- too much for one\n- there is no load balancer\n\n3. **Security**\n- no firewall';
  expect(marksOf(text, 'A5', 'B6', 'C3')).toBe('A5 full, B6 full, C3 full');
});

test('all items below a name are about it, whatever section came before', () => {
  const text =
    '## Downtime\nThere is some.\n\nWeb Server (Nginx):\n- Port 80\n- Takes requests and gives back the pages\n\nDatabase (MySQL):\n- Port 3306\n- Keeps the rows of the users';
  expect(marksOf(text, 'B4', 'B6')).toBe('B4 full, B6 full');
});

test('an answer that was typed into its heading is one', () => {
  const text =
    '### Web server: it takes what browsers ask for and gives back the pages\n### What is the role of the database? It keeps what visitors have written for the next time';
  expect(marksOf(text, 'B4', 'B6')).toBe('B4 full, B6 full');
  expect(marksOf('### The database: MySQL', 'B6')).not.toBe('B6 full');
});

test('a box of a drawing explains its part on a second line, and a name alone does not', () => {
  const boxes = (second: string) =>
    `\`\`\`mermaid\nflowchart LR\nU[User] --> D["MySQL<br>${second}"]\n\`\`\``;
  expect(marksOf(boxes('Stores the data of users'), 'B6')).toBe('B6 full');
  expect(marksOf(boxes('Port 3306'), 'B6')).toBe('B6 half');
});

test('a heading ends a drawing that was left open', () => {
  const text = '```mermaid\nflowchart LR\nU[User] --> D[MySQL]\n\n## Parts\n\nThe database keeps the rows.';
  expect(marksOf(text, 'B6')).toBe('B6 full');
});

test('a word with a letter of another script in it is the word that it looks like', () => {
  expect(marksOf('Thе wеb sеrvеr rеcеivеs rеquеsts and sеnds thе pagеs.', 'B4')).toBe('B4 full');
});
