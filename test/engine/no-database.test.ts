import { describe, expect, test } from 'vitest';
import { exitCode } from '../../src/engine/exit-code.ts';
import type { Example } from '../../src/model/check.ts';
import * as example from '../../src/model/example.ts';
import { healthy } from '../support/healthy.ts';
import { reportOf } from '../support/report-of.ts';

/** The server itself, on which no program of a database is, looked at without a login to one. */
const withoutDatabase: Example = (seen) => {
  const { dbLogin: _, ...target } = seen.target;
  const { listeners, processes, links, database, ...rest } = example.noGreeting('host', { state: 'refused' })(
    seen,
  ).evidence;
  const others = <T extends { readonly pid: number }>(all: readonly T[]) =>
    all.filter(({ pid }) => pid !== 200);
  return {
    ...seen,
    target,
    evidence: {
      ...rest,
      listeners: {
        ...listeners,
        listeners: listeners.listeners.filter((one) => others(one.processes).length > 0),
      },
      processes: { ...processes, processes: others(processes.processes) },
      links: { ...links, links: [] },
      database: { ...database, programs: [] },
    },
  };
};

const installed: Example = (seen) => ({
  ...seen,
  evidence: { ...seen.evidence, database: { programs: ['/usr/sbin/mysqld'], command: 'command -v mysqld' } },
});

describe('a server without a database', () => {
  const judged = async (...examples: readonly Example[]) => {
    const report = await reportOf(example.together(withoutDatabase, ...examples)(healthy));
    const db = report.hops.find(({ hop }) => hop === 'db');
    return { status: db?.status, because: db?.because, code: exitCode(report) };
  };

  test('has no such box, and that is nothing to complain of', async () => {
    const { status, because, code } = await judged();
    expect([status, code]).toEqual(['skipped', 0]);
    expect(because).toMatch(/^no database server is installed/);
  });

  test.each([
    ['one is installed', installed],
    ['one is asked for', example.target({ require: ['db'] })],
    ['a login to one is given', example.target({ dbLogin: { user: 'app', password: 'secret' } })],
  ])('is broken when %s', async (_, also) => {
    expect(await judged(also)).toMatchObject({ status: 'broken', code: 1 });
  });
});
