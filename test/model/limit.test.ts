import { expect, test } from 'vitest';
import { limitOf } from '../../src/model/limit.ts';

const calm = { web: 0.2, app: 0.4, db: 0.3, all: 1.2, others: 0.1 };

test.each([
  ['the thread of the program', { ...calm, app: 0.96, all: 1.9 }, 0, 'app'],
  ['the worker of the web server', { ...calm, web: 0.9 }, 0, 'web'],
  ['both cores, by the database', { ...calm, db: 1.8, all: 2 }, 0, 'db'],
  ['both cores, by all together', { ...calm, all: 1.95 }, 0, 'all'],
  ['nothing that a processor shows', calm, 0, 'waiting'],
  ['the connections of the web server', { ...calm, app: 0.96 }, 3, 'connections'],
  ['what cannot be read', undefined, 0, 'not-read'],
])('%s', (_, cores, outOfConnections, limit) => {
  expect(limitOf({ ...(cores ? { cores } : {}), outOfConnections }, 2)).toBe(limit);
});
