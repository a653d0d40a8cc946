import { expect, test } from 'vitest';
import { gradeUnits } from '../../src/catalog-grade.ts';
import { grade } from '../../src/grade/grade.ts';

/** Whom a text begins with. */

const startsWithUser = (text: string): boolean => grade(text, gradeUnits).form.startsWithUser;

const drawing = 'User -> DNS -> server\n\n';

test.each([
  ['The picture is at the top.\n', true],
  ['', true],
  ['# The flow\n\n', true],
])('a visitor in the first sentence, below %j', (above, is) => {
  expect(startsWithUser(`${above}A visitor types www.foobar.com and the browser asks DNS.`)).toBe(is);
});

test.each([
  ['This is a design on one machine. We begin with a visitor who opens www.foobar.com.', true],
  ['Let us start with the client: she enters www.foobar.com in her browser.', true],
  ['This is a design on one machine. A visitor who opens www.foobar.com is answered by Nginx.', false],
  ['We start with the server. It hosts the site that the user wants to open.', false],
])('what is said to be the start is the start: %s', (text, is) => {
  expect(startsWithUser(text)).toBe(is);
});

test.each([
  'As you can see, one machine holds all the parts of the site.',
  'In the picture you will find a server with Nginx and MySQL on it.',
  'Here we can see how the one server is built.',
])('who only reads it is no visitor: %s', (text) => {
  expect(startsWithUser(text)).toBe(false);
});

test('a drawing is the start only where nothing is told', () => {
  expect(startsWithUser(drawing)).toBe(true);
  expect(startsWithUser(`${drawing}The web server takes the requests of the browser.`)).toBe(false);
  expect(startsWithUser(`${drawing}A visitor opens www.foobar.com in the browser.`)).toBe(true);
});

test.each([
  'This design serves visitors who want to open www.foobar.com.',
  'The goal is to let people access foobar.com.',
  'You need one server to host the site.',
  'We want to design a site that people can open.',
])('the visitor has to be the one who does it: %s', (text) => {
  expect(startsWithUser(text)).toBe(false);
});

test.each([
  'The process begins when a visitor opens www.foobar.com.',
  'Scenario: a person in Kenya wants to visit www.foobar.com.',
  'If you want to see the site you type its name in the browser.',
])('before the visitor there may be a condition or a scene: %s', (text) => {
  expect(startsWithUser(text)).toBe(true);
});
