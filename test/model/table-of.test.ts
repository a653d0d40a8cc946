import { expect, test } from 'vitest';
import { ufwIn } from '../../src/model/firewall.ts';
import { tableOf } from '../../src/model/table-of.ts';

const inherited = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

test.each(inherited)('does not hold %s', (name) => {
  expect(tableOf<number>({ one: 1 })[name]).toBeUndefined();
});

test('holds what was put in', () => {
  expect(tableOf({ one: 1, two: 2 })).toMatchObject({ one: 1, two: 2 });
});

test.each(inherited)('a line of ufw that says %s is of no application that is known', (name) => {
  const out = `Status: active\n${name}                 ALLOW IN    Anywhere\n`;
  const unclear = { verdict: 'allow', family: 4, isLimited: false, isUnclear: true };
  expect(ufwIn(out)).toEqual({ isActive: true, rules: [unclear] });
});
