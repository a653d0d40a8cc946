import { expect, test } from 'vitest';
import { saidOnce } from '../../src/model/alike.ts';

test.each([
  [
    ['a', 'b', 'a'],
    ['a', 'b'],
  ],
  [
    ['127.0.0.1:443 speaks TLSv1.3', '[::1]:443 speaks TLSv1.3', '9.9.9.9:443 speaks TLSv1.2'],
    ['127.0.0.1:443 speaks TLSv1.3 (the same for [::1]:443)', '9.9.9.9:443 speaks TLSv1.2'],
  ],
  [
    ['::1 is fine', '2001:db8::7 is fine', '203.0.113.9 is fine'],
    ['::1 is fine (the same for 2001:db8::7, 203.0.113.9)'],
  ],
  [
    ['nginx/1.22.1 at 12:30', 'nginx/1.22.2 at 12:30'],
    ['nginx/1.22.1 at 12:30', 'nginx/1.22.2 at 12:30'],
  ],
])('%j', (sentences, once) => {
  expect(saidOnce(sentences)).toEqual(once);
});
