import { expect } from 'vitest';
import type { Report } from '../../../src/model/report.ts';

/** Nothing of the lab is broken, and nothing is left open that can be seen; from outside that is not the code base. */
export const expectHealthy = ({ hops }: Report, code: 'ok' | 'unknown' = 'unknown'): void => {
  const seen = hops.map(({ hop, status }) => `${hop} ${status}`);
  expect(seen).toEqual([
    'user ok',
    'dns ok',
    'server ok',
    'tls ok',
    'web ok',
    'app ok',
    `code ${code}`,
    'db ok',
  ]);
};
