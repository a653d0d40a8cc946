import { expect } from 'vitest';
import type { Report } from '../../../src/model/report.ts';

/** Nothing of the lab is broken, and nothing is left open that can be seen from outside. */
export const expectHealthy = ({ hops }: Report): void => {
  const seen = hops.map(({ hop, status }) => `${hop} ${status}`);
  expect(seen).toEqual([
    'user ok',
    'dns ok',
    'server ok',
    'tls ok',
    'web ok',
    'app ok',
    'code unknown', // cannot be seen from outside
    'db ok',
  ]);
};
