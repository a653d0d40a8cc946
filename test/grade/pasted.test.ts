import { expect, test } from 'vitest';
import { gradeUnits } from '../../src/catalog-grade.ts';
import { grade } from '../../src/grade/grade.ts';
import type { PointId } from '../../src/grade/types.ts';

/** Links, short forms and the exercise's own lists among what the student says. */

const marksOf = (text: string, ...ids: readonly PointId[]): string =>
  grade(text, gradeUnits)
    .points.filter(({ id }) => ids.includes(id))
    .map(({ id, mark }) => `${id} ${mark}`)
    .join(', ');

test('the words of a link between other words are read', () => {
  const text =
    '- Web server ([Nginx](https://nginx.org/)): takes requests\n- The [domain name](https://example.org/d) [www.foobar.com](http://www.foobar.com) leads to 8.8.8.8';
  expect(marksOf(text, 'A2', 'A6')).toBe('A2 full, A6 full');
});

test('a link with a line of its own only points elsewhere', () => {
  expect(marksOf('The web server takes requests.\n\n[Nginx](https://nginx.org/)', 'A2')).toBe('A2 half');
});

test('no sentence ends behind "e.g."', () => {
  const text = 'foobar.com and its www record lead to one address (e.g. 8.8.8.8) of the server.';
  expect(marksOf(text, 'A6')).toBe('A6 full');
});

test('the list of the exercise is copied without its marks, too', () => {
  const list =
    'You must use:\n\n    1 server\n    1 web server (Nginx)\n    1 application files (your code base)\n    1 database (MySQL)\n';
  expect(
    marksOf(
      `${list}\nThe database keeps the rows that the visitors of our site have written, also when the power goes away.`,
      'A1',
      'A2',
      'A4',
      'A5',
    ),
  ).toBe('A1 none, A2 none, A4 none, A5 half');
});

test('a line of the list that says it asks for the others is a part of it', () => {
  const list =
    'Requirements\n1 Server\n1 Web Server (Nginx)\n1 Application Files (code base)\n1 Database (MySQL)\n1 Domain Name: foobar.com configured with a www record pointing to the server IP 8.8.8.8\nExplanation\n';
  expect(
    marksOf(`${list}Server: A machine that serves clients and runs our programs.`, 'A2', 'A4', 'A6'),
  ).toBe('A2 none, A4 none, A6 none');
});

test('an announcement between two lists belongs to neither', () => {
  const text =
    'My design:\n* one server\n* Nginx as web server\n* MySQL database\n\nIssues:\n* SPOF\n* Downtime';
  expect(marksOf(text, 'A1', 'A2', 'A5')).toBe('A1 full, A2 full, A5 full');
});

test('"SQL database" answers to the MySQL of the list', () => {
  const list = '- 1 server\n- 1 web server (Nginx)\n- 1 database (MySQL)\n- your code base\n\n';
  expect(
    marksOf(
      `${list}SQL database: it keeps what the visitors of our site have written, also when the power goes away.`,
      'A5',
    ),
  ).toBe('A5 full');
  expect(
    marksOf(
      `${list}Database: it keeps what the visitors of our site have written, also when the power goes away.`,
      'A5',
    ),
  ).toBe('A5 half');
});

test('a drawing in a fence that nobody closed ends at the next heading or ruler', () => {
  const drawing = '```mermaid\ngraph LR\n  A[User] --> B[Nginx]\n';
  const told = 'Database (MySQL):\n- Keeps the rows of the visitors';
  expect(marksOf(`${drawing}\n---\n\n${told}`, 'B6')).toBe('B6 full');
  expect(marksOf(`${drawing}\n## Parts\n\n${told}`, 'B6')).toBe('B6 full');
});

test('a number and an arrow in front of a line are one bullet', () => {
  const text = '1.|--> Server: a computer that runs our programs\n2.|--> Database: keeps the rows';
  expect(marksOf(text, 'B1', 'B6')).toBe('B1 full, B6 full');
});

test('a sentence that is only begun before its colon names what the list is about', () => {
  const text =
    '4. In short, the role of the web server is to:\n   - take the requests\n   - deliver static pages';
  expect(marksOf(text, 'B4')).toBe('B4 full');
});

test('what stands in a box of a drawing below a name is said of that part', () => {
  const drawing = [
    '```mermaid',
    'graph TD',
    'U["Visitor<br>wants the page"] -->|1. HTTP request| N["Nginx<br/>takes requests, serves static files"]',
    'N --> G["App server\\nRuns the Python code"]',
    'G --> M[("MySQL<br>keeps the rows")]',
    'G --> X["Gunicorn"]',
    '```',
  ].join('\n');
  expect(marksOf(drawing, 'B4', 'B5', 'B6', 'B7')).toBe('B4 full, B5 full, B6 full, B7 full');
  expect(marksOf('```mermaid\ngraph TD\nA["Nginx<br>Port 80"] --> B["MySQL"]\n```', 'B4', 'B6')).toBe(
    'B4 half, B6 half',
  );
});
