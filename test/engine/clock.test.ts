import { expect, test } from 'vitest';
import { http, leaf, together } from '../../src/model/example.ts';
import { healthy } from '../support/healthy.ts';
import { reportOf } from '../support/report-of.ts';

const expired = leaf({ notAfter: '2026-01-01T00:00:00.000Z' });

/** Every answer was written at this time, by the server's own clock. */
const writtenAt = (date: string) =>
  http(({ visits }) => ({
    visits: visits.map((visit) => ({
      ...visit,
      steps: visit.steps.map((step) => ({ ...step, headers: [...step.headers, ['date', date] as const] })),
    })),
  }));

test.each([
  ['agrees', 'Fri, 20 Nov 2026 12:00:01 GMT', 'confirmed'],
  ['is a year behind ours', 'Thu, 20 Nov 2025 12:00:00 GMT', 'likely'],
])('when the clock of the server %s, that a certificate is past is %s', async (_, date, strength) => {
  const report = await reportOf(together(expired, writtenAt(date))(healthy));
  expect(report.findings.find(({ id }) => id === 'tls/in-date')).toMatchObject({
    cause: 'expired',
    strength,
  });
});
