import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../src/model/evidence.ts';
import type { HttpExchange } from '../../src/model/seen/http.ts';
import { phaseTimes } from '../../src/model/times.ts';
import { healthy } from '../support/healthy.ts';

const { evidence } = healthy;
const [visit] = evidence.http.visits;
const page = visit?.steps.at(-1) as HttpExchange;

const visited = (...pages: readonly HttpExchange[]): Pick<Evidence, 'http'> => ({
  http: { visits: pages.map((one) => ({ from: 'https', end: 'answer', steps: [one] })) },
});

const at = (address: string, times: HttpExchange['times']): HttpExchange => ({ ...page, address, times });

describe('where the time of a page went', () => {
  test('each phase is what lies between its two ends', () => {
    const times = { connected: 10, secured: 30, firstByte: 100, total: 130 };
    expect(phaseTimes(visited(at('203.0.113.9', times)))).toEqual([
      {
        url: page.url,
        address: '203.0.113.9',
        port: page.port,
        connection: 10,
        tls: 20,
        waiting: 70,
        receiving: 30,
      },
    ]);
  });

  test('of what was measured more than once, the fastest counts', () => {
    const slow = at('203.0.113.9', { connected: 12, secured: 40, firstByte: 90, total: 99 });
    const quick = at('203.0.113.9', { connected: 9, secured: 20, firstByte: 80, total: 95 });
    const [times] = phaseTimes({ ...visited(slow), app: { named: false, answers: [slow, quick] } });
    expect(times).toMatchObject({ connection: 9, tls: 11, waiting: 50, receiving: 9 });
  });

  test('each address has its own', () => {
    const one = at('203.0.113.9', { connected: 1, firstByte: 3, total: 4 });
    const other = at('2001:db8::9', { connected: 50, firstByte: 99, total: 120 });
    expect(phaseTimes(visited(one, other)).map(({ address, connection }) => [address, connection])).toEqual([
      ['203.0.113.9', 1],
      ['2001:db8::9', 50],
    ]);
  });

  test('without a page there is nothing to tell', () => {
    expect(phaseTimes({})).toEqual([]);
    expect(phaseTimes(visited({ ...page, outcome: 'silent' }))).toEqual([]);
  });
});
