import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asTold, exactness, fits, isLike } from '../../src/model/account-host.ts';

describe('patterns of SQL', () => {
  test.each([
    ['%', '', true],
    ['%', 'anything', true],
    ['127.0.0.%', '127.0.0.1', true],
    ['127.%.1', '127.0.0.1', true],
    ['127.%.2', '127.0.0.1', false],
    ['1_7.0.0.1', '127.0.0.1', true],
    ['127.0.0.1_', '127.0.0.1', false],
    [String.raw`shop\_%`, 'shop_2', true],
    [String.raw`shop\_%`, 'shops', false],
    [String.raw`a\%`, 'a%', true],
    ['', '', true],
    ['', 'x', false],
  ])('%s and %s', (pattern, text, expected) => {
    expect(isLike(pattern, text)).toBe(expected);
  });

  test('every text is like itself, with what is special taken out', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(isLike(text.replaceAll(/[\\%_]/g, String.raw`\$&`), text)).toBe(true);
      }),
    );
  });

  test('many wildcards cost no more than the lengths multiplied', () => {
    const start = performance.now();
    expect(isLike(`${'%a'.repeat(125)}b`, 'a'.repeat(255))).toBe(false);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('whoever comes from this server', () => {
  test.each([
    ['localhost', 'localhost', true, 'yes'],
    ['LOCALHOST', 'localhost', false, 'yes'],
    ['%', '127.0.0.1', true, 'yes'],
    ['', '127.0.0.1', true, 'yes'],
    ['10.0.0.5', '127.0.0.1', true, 'no'],
    ['localhost', '127.0.0.1', false, 'no'],
    // By the socket the name alone fits, and over the network the address does, too.
    ['127.0.0.1', 'localhost', true, 'perhaps'],
    ['127.%', 'localhost', undefined, 'perhaps'],
    ['::1', 'localhost', true, 'perhaps'],
    ['127.0.0.1', 'localhost', false, 'no'],
    ['10.0.0.5', 'localhost', true, 'no'],
    ['127.0.0.0/255.0.0.0', '127.0.0.1', true, 'perhaps'],
  ] as const)('%s for %s', (pattern, host, looksUpNames, expected) => {
    expect(fits(pattern, asTold(host, looksUpNames))).toBe(expected);
  });
});

test('exact hosts come first, and all hosts last', () => {
  const hosts = ['%', 'localhost', '127.%', '', '127.0.%'];
  expect(hosts.toSorted((a, b) => exactness(b) - exactness(a) || a.localeCompare(b))).toEqual([
    'localhost',
    '127.0.%',
    '127.%',
    '',
    '%',
  ]);
});
