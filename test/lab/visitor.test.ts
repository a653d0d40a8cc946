import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startStack } from '../../src/lab/stack.ts';
import { readTold } from '../../src/lab/visitor/told.ts';
import type { Visitor } from '../../src/lab/visitor/visitor.ts';
import { isGood, type Visit } from '../../src/model/visit.ts';
import { describeReal } from '../support/real.ts';

test('what a visitor tells is read line by line, and a complaint of Node is none of it', () => {
  const text = `{"start":10}
(node:1) Warning: something
{"at":110.5,"cpuMs":3,"asked":2,"open":1,"seen":[[1,10,0.5,4.2,"200"],[0,20,0.1,1,"tcp:ECONNREFUSED"]]}
{"at":210,"cpuMs":1,"asked":2,"open":0,"seen":[],"end":true}
`;
  const told = readTold(text, ['/', '/about']);
  expect(told).toMatchObject({ start: 10, isOver: true });
  expect(told.visits).toEqual([
    { page: '/about', at: 10, late: 0.5, ms: 4.2, saw: '200' },
    { page: '/', at: 20, late: 0.1, ms: 1, saw: 'tcp:ECONNREFUSED' },
  ]);
  expect(told.reports.map(({ at, open }) => [at, open])).toEqual([
    [110.5, 1],
    [210, 0],
  ]);
});

/** Everything until its last word. */
const allOf = async ({ listen }: Visitor): Promise<readonly Visit[]> => {
  const visits: Visit[] = [];
  for (let isOver = false; !isOver; await sleep(20)) {
    const told = await listen();
    visits.push(...told.visits);
    ({ isOver } = told);
  }
  return visits;
};

describeReal('a visitor', () => {
  test('asks as often as it is to, on kept connections, and ends by itself', async () => {
    await using stack = await startStack({ requireReal: true });
    const plan = {
      name: 'www.foobar.localhost',
      port: stack.description.ports.http,
      to: { address: '127.0.0.1' },
      pages: ['/static/style.css', '/about'],
      patienceMs: 2000,
      connections: 4,
    };
    const visitor = await stack.sendVisitor({
      ...plan,
      steps: [
        { rate: 100, ms: 500 },
        { rate: 400, ms: 500 },
      ],
    });
    const visits = [];
    for (let isOver = false; !isOver;) {
      const told = await visitor.listen();
      visits.push(...told.visits);
      ({ isOver } = told);
    }
    expect(visits.filter((visit) => !isGood(visit))).toEqual([]);
    expect(visits).toHaveLength(250);
    const due = visits.map(({ at }) => Math.round(at - visitor.start)).toSorted((a, b) => a - b);
    expect([due[0], due[50], due.at(-1)]).toEqual([0, 500, 998]);
    expect(visits.filter(({ page }) => page === '/about')).toHaveLength(125);
  }, 30_000);

  test('never leaves this computer, and refuses more than it may', async () => {
    await using stack = await startStack({ requireReal: true });
    const plan = { name: 'x', port: 80, pages: ['/'], patienceMs: 500, connections: 1 };
    const away = await stack.sendVisitor({
      ...plan,
      to: { address: '203.0.113.1' },
      steps: [{ rate: 20, ms: 200 }],
    });
    const visits = await allOf(away);
    expect(new Set(visits.map(({ saw }) => saw))).toEqual(new Set(['dns:elsewhere']));
    const greedy = stack.sendVisitor({
      ...plan,
      to: { address: '127.0.0.1' },
      steps: [{ rate: 1_000_000, ms: 200 }],
    });
    await expect(greedy).rejects.toMatchObject({ name: 'LabError' });
  }, 30_000);
});
