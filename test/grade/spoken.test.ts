import { describe, expect, test } from 'vitest';
import { gradeUnits } from '../../src/catalog-grade.ts';
import { formOf, hear } from '../../src/grade/spoken.ts';
import type { PointId } from '../../src/grade/types.ts';

const heard = (id: PointId, ...said: readonly string[]) => hear(id, said, ['Which one is it?'], gradeUnits);

describe('an answer', () => {
  test.each<[PointId, string]>([
    ['B2', 'It is easier to remember than a number.'],
    ['B3', 'A'],
    ['B4', 'takes the request and passes it on to the application server'],
    ['B5', 'runs the code'],
    ['B6', 'It stores the data.'],
    ['B7', 'HTTP'],
    ['C2', 'The web server is restarted and nobody can reach the site'],
    ['C3', 'There is only one server and it gets slow'],
  ])('to the question about %s is understood without its subject: %s', (id, said) => {
    expect(heard(id, said)).toMatchObject({ mark: 'full', wrong: [], aside: [] });
    expect(heard(id, said).quotes).not.toEqual([]);
  });

  test('earns nothing for what was asked elsewhere, and says which points those are', () => {
    expect(heard('B7', 'We use Nginx and MySQL.')).toMatchObject({ mark: 'none', aside: ['A2', 'A5'] });
    expect(heard('C3', 'The site is down in maintenance.')).toMatchObject({ mark: 'none', aside: ['C2'] });
  });

  test('that praises something else is none', () => {
    expect(heard('B2', 'It is easy to deploy a server.')).toMatchObject({ mark: 'none', quotes: [] });
    expect(heard('B2', 'It makes it simple to install Nginx.')).toMatchObject({ mark: 'none' });
  });

  test('that is a question, or repeats one, is none', () => {
    expect(heard('A2', 'Is it Nginx?')).toMatchObject({ mark: 'none', quotes: [] });
    expect(heard('B6', 'What is the role of the database?')).toMatchObject({ mark: 'none', quotes: [] });
  });

  test('that adds what was missing is marked with it', () => {
    expect(heard('A5', 'a database')).toMatchObject({ mark: 'half' });
    expect(heard('A5', 'a database', 'MySQL')).toMatchObject({ mark: 'full' });
  });

  test('that is corrected counts as corrected, and its wrong idea is named, not a hedge', () => {
    const { mark, wrong } = heard('B3', 'It is a CNAME.', 'No, an A record.');
    expect(mark).toBe('full');
    expect(wrong).toEqual([{ id: 'www-is-cname', quote: 'It is a CNAME.' }]);
  });
});

/** As people answer when they stand at a board. */
const right: readonly (readonly [PointId, string])[] = [
  ['A6', 'A user opens the browser and types www.foobar.com, the DNS gives back 8.8.8.8'],
  ['A6', 'The user wants www.foobar.com which points to the IP 8.8.8.8'],
  ['B2', 'People cannot remember numbers, so they use a name'],
  ['B2', 'to give a friendly name instead of the IP'],
  ['B2', 'It makes the site easy to find, nobody wants to type 8.8.8.8'],
  ['B3', 'A record'],
  ['B3', 'www is an A record because it holds an IP'],
  ['B3', 'I gave it type A'],
  ['B7', 'They speak HTTP'],
  ['B7', 'HTTP on top of TCP/IP'],
  ['A1', 'a single virtual machine'],
  ['A1', 'There is just one server there'],
  ['B1', 'A computer that gives services to other computers'],
  ['B1', 'a computer in a data center that runs programs for clients'],
  ['B1', 'a computer that serves clients'],
  ['A2', 'ngnix does'],
  ['A2', 'The web server, nginx, takes it'],
  ['B4', 'It receives the HTTP requests and gives back static files'],
  ['B4', 'it listens on port 80 and forwards requests to the app server'],
  ['A3', 'app server, gunicorn'],
  ['B5', 'It runs the Python code and creates the page'],
  ['B5', 'it generates dynamic content'],
  ['A4', 'our application files'],
  ['A4', 'the source code of the website'],
  ['A5', 'In MySQL'],
  ['B6', 'It stores users and articles and returns them when asked'],
  ['B6', 'to save and retrieve information'],
  ['C1', 'Yes, the server. If it dies the site is gone'],
  ['C1', 'Everything is on one server, when it fails nothing works'],
  ['C2', 'We have to restart the app server and in that time visitors get an error'],
  ['C2', 'the site is offline while we deploy'],
  ['C3', 'It cannot handle them, CPU and memory run out'],
  ['C3', 'one server has a limit, so the site will crash'],
];

const notRight: readonly (readonly [PointId, string])[] = [
  ['A6', 'You type an address'],
  ['A6', 'google.com goes to 1.1.1.1'],
  ['B2', 'It is for the website'],
  ['B2', 'It translates the name to IP'],
  ['B3', 'an MX record'],
  ['B3', 'A or CNAME'],
  ['B7', 'English'],
  ['B7', 'IP address'],
  ['A1', 'I drew a browser'],
  ['B1', 'MySQL'],
  ['B1', 'It is important for the internet'],
  ['A2', 'Apache'],
  ['A2', 'the application server'],
  ['B4', 'it is a computer'],
  ['B4', 'it stores the data in the database'],
  ['A3', 'Nginx'],
  ['B5', 'it installs applications'],
  ['B5', 'It shows the HTML and CSS'],
  ['A4', 'HTML'],
  ['A5', 'MongoDB'],
  ['B6', 'it shows the page'],
  ['B6', 'MySQL is relational'],
  ['C1', 'the user'],
  ['C1', 'single point of failure'],
  ['C1', 'the database'],
  ['C2', 'It takes long'],
  ['C2', 'maintenance is hard'],
  ['C3', 'we can not scale'],
  ['C3', 'we earn more money'],
];

test.each(right)('%s is full: %s', (id, said) => expect(heard(id, said).mark).toBe('full'));
test.each(notRight)('%s is not full: %s', (id, said) => expect(heard(id, said).mark).not.toBe('full'));

test('the form is judged over everything that was said', () => {
  const french = 'Le serveur web reçoit les requêtes des utilisateurs et renvoie les pages du site.';
  const user = 'A user types www.foobar.com into the browser.';
  expect(formOf(user, [user, 'MySQL'], gradeUnits)).toEqual({ startsWithUser: true, english: true });
  expect(formOf('Nginx serves pages.', ['Nginx serves pages.', french], gradeUnits)).toEqual({
    startsWithUser: false,
    english: false,
  });
});
