import { describe, expect, test } from 'vitest';
import { checks } from '../../src/catalog.ts';
import { exitCode } from '../../src/engine/exit-code.ts';
import type { Example } from '../../src/model/check.ts';
import { asIs, target, together } from '../../src/model/example.ts';
import { healthy } from '../support/healthy.ts';
import { reportOf } from '../support/report-of.ts';

const expired: Example = checks.find(({ id }) => id === 'tls/in-date')?.causes['expired']?.example ?? asIs;

const lives = (id: string, until: string): Example => target({ ignore: [{ id, until, why: 'known' }] });

const reportWith = (id: string, until: string) => reportOf(together(expired, lives(id, until))(healthy));

const today = healthy.now.toISOString().slice(0, 10);

describe('a finding that the user lives with', () => {
  test('without an exception, it counts', async () => {
    const report = await reportOf(expired(healthy));
    expect([report.firstBroken?.finding, exitCode(report)]).toEqual(['tls/in-date', 1]);
  });

  test.each(['tls/in-date', 'tls/in-date/expired'])('is left out by %s, and says so', async (id) => {
    const report = await reportWith(id, today);
    const finding = report.findings.find((one) => one.id === 'tls/in-date');
    expect(finding).toMatchObject({
      status: 'skipped',
      ignored: { id, until: today, why: 'known' },
      fix: [],
    });
    expect(finding?.because).toMatch(/left out until .* \(known\): /);
    expect([report.firstBroken, exitCode(report)]).toEqual([null, 0]);
  });

  test('counts again on the day after the last', async () => {
    const report = await reportWith('tls/in-date', '2026-11-19');
    expect(report.firstBroken?.finding).toBe('tls/in-date');
    expect(report.findings.find(({ id }) => id === 'tls/in-date')?.because).toMatch(
      /the exception for it ended on 2026-11-19$/,
    );
  });

  test.each(['tls/in-date/expires-soon', 'tls/trusted'])('is not left out by %s', async (id) => {
    expect((await reportWith(id, today)).firstBroken?.finding).toBe('tls/in-date');
  });
});
