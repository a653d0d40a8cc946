import { expect, test } from 'vitest';
import { fillWords } from '../../src/engine/fill.ts';

const blanks = {
  site: 'www.foobar.com',
  apex: 'foobar.com',
  twin: 'foobar.com',
  address: '192.0.2.1',
  port: '443',
};

const filled = (verify: string, again: string): string | undefined =>
  fillWords(
    { says: '', proof: '', fix: [{ say: 'Look.', where: 'you', verify }], alternatives: [] },
    { ...blanks, again },
  ).fix[0]?.verify;

test.each([
  [
    'infra-tutor check {site} --only dns',
    'www.foobar.com --ca a.pem',
    'www.foobar.com --ca a.pem --only dns',
  ],
  ['infra-tutor check {twin}', 'https://WWW.foobar.com/ --ca a.pem', 'foobar.com --ca a.pem'],
  [
    'infra-tutor check {twin} --only tls',
    "'www.foobar.com/a b' --ca 'a b.pem'",
    "foobar.com --ca 'a b.pem' --only tls",
  ],
])('another look keeps what was typed for the first: %s', (verify, again, shown) => {
  expect(filled(verify, again)).toBe(`infra-tutor check ${shown}`);
});
