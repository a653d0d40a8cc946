import { expect, test } from 'vitest';
import type { DescribedPart, PartDescription } from '../../src/lab/description.ts';
import { hindrance } from '../../src/lab/fault.ts';
import ttl from '../../src/lab/faults/dns/ttl-zero.ts';
import open from '../../src/lab/faults/db/open-to-the-world.ts';

const part = (named: DescribedPart, software: string, real = true): PartDescription => ({
  part: named,
  software,
  real,
  state: 'up',
});

const web = part('web', 'nginx/1.18.0');

test.each([
  ['MariaDB/10.6.22', { tooOld: 'MariaDB/10.6.22' }],
  ['MariaDB/10.11.0', undefined],
  ['MariaDB/11.4.5', undefined],
  ['MySQL/8.0.12', { tooOld: 'MySQL/8.0.12' }],
  ['MySQL/8.0.43', undefined],
  ['MySQL/8.4.0', undefined],
])('%s and a fault that needs a newer one', (software, why) => {
  expect(hindrance(open, [web, part('db', software)])).toEqual(why);
});

test('a stand-in hinders faults of real servers only', () => {
  const parts = [web, part('db', 'a stand-in for MySQL', false)];
  expect(hindrance(open, parts)).toBe('stand-in');
  expect(hindrance(ttl, parts)).toBeUndefined();
});
