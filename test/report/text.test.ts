import { expect, test } from 'vitest';
import type { Example } from '../../src/model/check.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import { noInk } from '../../src/model/screen.ts';
import text from '../../src/report/text.ts';
import { healthy } from '../support/healthy.ts';
import { reportOf } from '../support/report-of.ts';

const other = '127.0.0.3';

/** The site has a second address, whose certificate ends on this day. */
const second =
  (notAfter: string, first = notAfter): Example =>
  (seen) => {
    const until = (address: string, end: string): Evidence['tls']['handshakes'] =>
      seen.evidence.tls.handshakes.map((one) => ({
        ...one,
        address,
        chain: one.chain.map((certificate) => ({ ...certificate, notAfter: end })),
      }));
    const handshakes = [...until('127.0.0.2', first), ...until(other, notAfter)];
    return { ...seen, evidence: { ...seen.evidence, tls: { handshakes } } };
  };

const shown = async (example: Example): Promise<string> =>
  text(await reportOf(example(healthy)), { columns: 100, unicode: true, ink: noInk }, 0);

test('what is broken at one of several addresses names it', async () => {
  const screen = await shown(second('2026-11-01T00:00:00.000Z', '2027-02-17T00:00:00.000Z'));
  expect(screen).toContain(`BROKEN: TLS, ${other}:8443 (confirmed)`);
});

test('the same warning at several addresses is one entry', async () => {
  const screen = await shown(second('2026-11-25T00:00:00.000Z'));
  const entries = screen
    .split('\n')
    .filter((line) => line.startsWith('  - ') && line.includes('certificate ends'));
  expect(entries).toHaveLength(1);
  expect(screen.replaceAll(/\s+/g, ' ')).toMatch(
    /in 4 days \(127\.0\.0\.\d:8443\) \(the same for 127\.0\.0\.\d:8443\) \(tls\/in-date\/expires-soon\)/,
  );
});
