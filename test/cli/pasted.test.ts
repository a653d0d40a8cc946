import { describe, expect, test } from 'vitest';
import { pasteReader } from '../../src/cli/pasted.ts';

/** What a prompt gets of these reads from a terminal. */
const got = (...reads: readonly string[]): string => {
  const reader = pasteReader(' | ');
  return reads.map((one) => reader(one)).join('');
};

describe('what comes from a terminal', () => {
  test.each<[title: string, reads: readonly string[], gets: string]>([
    ['keys', ['a', 'b', '\r'], 'ab\r'],
    ['arrows and other keys', ['\u001b[A', '\u001b[2~', '\t', '\u007f'], '\u001b[A\u001b[2~\t\u007f'],
    ['an answer and Enter in one read', ['A record\r'], 'A record\r'],
    ['Enter, and what is typed ahead', ['\rskip'], '\rskip'],
    ['Ctrl-C behind lines', ['a\rb\u0003'], 'a\rb\u0003'],
    ['a marked paste', ['\u001b[200~one\rtwo\u001b[201~'], 'one | two'],
    [
      'one that ends with a line break, and Enter',
      ['\u001b[200~one\r\ntwo\r\n\u001b[201~', '\r'],
      'one | two\r',
    ],
    ['empty lines and tabs in it', ['\u001b[200~a\n\n\n\tb\n\u001b[201~'], 'a | b'],
    [
      'one in several reads, cut anywhere',
      ['\u001b[20', '0~one t', 'wo\rthr', 'ee\u001b[2', '01~', '\r'],
      'one two | three\r',
    ],
    ['what is typed around it', ['so: \u001b[200~a\rb\u001b[201~ end\r'], 'so: a | b end\r'],
    ['two of them', ['\u001b[200~a\rb\u001b[201~\u001b[200~c\u001b[201~'], 'a | bc'],
    ['what a terminal would obey', ['\u001b[200~a\u001b[2J\u0007\rb\u001b[201~'], 'a [2J | b'],
    ['a paste without marks', ['one\rtwo\rthree'], 'one | two | three'],
    ['one with Enter behind it', ['one\rtwo\r'], 'one | two\r'],
    ['a paste that never ends, and Ctrl-C', ['\u001b[200~a\r', '\u0003'], '\u0003'],
  ])('%s', (_, reads, gets) => {
    expect(got(...reads)).toBe(gets);
  });

  test('a paste without end is bounded', () => {
    expect(
      got('\u001b[200~', ...Array.from({ length: 50 }, () => 'x'.repeat(1_000)), '\u001b[201~'),
    ).toHaveLength(4_000);
  });
});
