import { stripVTControlCharacters } from 'node:util';
import width from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import { checks } from '../../src/catalog.ts';
import type { Example } from '../../src/model/check.ts';
import type { Evidence, ProbeId } from '../../src/model/evidence.ts';
import { internetReach } from '../../src/model/address.ts';
import { parseSite } from '../../src/model/site.ts';
import { asIs, http, noGreeting, page, tcp, tester, together } from '../../src/model/example.ts';
import type { Unobserved } from '../../src/model/probe.ts';
import type { Report } from '../../src/model/report.ts';
import { noInk } from '../../src/model/screen.ts';
import text from '../../src/report/text.ts';
import { colours } from '../support/colours.ts';
import { fromOutside } from '../support/healthy-inside.ts';
import { healthy } from '../support/healthy.ts';
import { reportOf } from '../support/report-of.ts';

/**
 * The states of a site as a person sees them: one file each, to be read. A changed screen is a changed file
 * (`npx vitest run test/report -u` writes them anew).
 */

/** The example of a cause, by its path. */
const shows = (path: string): Example => {
  const [hop, name, cause = ''] = path.split('/');
  const example = checks.find(({ id }) => id === `${hop}/${name}`)?.causes[cause]?.example;
  if (!example) throw new Error(`${path} is no cause of the catalogue`);
  return example;
};

/** Words of the lab → of a student's own site; the address is a sink that swallows what is sent there (RFC 7534). */
const elsewhere: Readonly<Record<string, string>> = {
  '127.0.0.2': '192.175.48.80',
  '127.0.0.13': '192.175.48.53',
  'foobar.com': 'shop.com',
  '"port":8080': '"port":80',
  '"port":8443': '"port":443',
  ':8080': '',
  ':8443': '',
};

const renamed = (words: string): string =>
  Object.entries(elsewhere).reduce((held, [from, to]) => held.replaceAll(from, to), words);

/** The same, seen of a site on the Internet. */
const onTheInternet: Example = ({ target: held, evidence, now }) => {
  const { standsFor: _lab, dbHost: _host, dbLogin: _login, ...rest } = held;
  return {
    now,
    target: {
      ...rest,
      site: parseSite('www.shop.com'),
      ports: { http: 80, https: 443, db: 3306 },
      reach: internetReach,
    },
    evidence: JSON.parse(renamed(JSON.stringify(evidence))) as Evidence,
  };
};

type Absent = Partial<Record<ProbeId, Unobserved>>;

interface State {
  readonly example: Example;
  /** What a run in this state does not come to see. */
  readonly absent?: Absent;
  /** Otherwise from outside only. */
  readonly from?: 'both sides' | 'both sides, by one request';
}

const noConnection: Absent = {
  tls: { unobserved: 'no address could be connected to', blockedBy: 'server' },
  http: { unobserved: 'no web port accepts connections', blockedBy: 'server' },
  app: { unobserved: 'no page was asked for', blockedBy: 'web' },
};

/** The same words as the probes have where there was nothing to connect to. */
const noAddress: Absent = {
  ...noConnection,
  tcp: { unobserved: 'no address is known', blockedBy: 'dns' },
  http: { unobserved: 'no address could be connected to', blockedBy: 'server' },
};

/** And where the address is not one to connect to: then TLS is judged, by what was not tried. */
const notDialled: Absent = {
  http: {
    unobserved: 'no page was asked for, because 192.168.1.10 is not connected to',
    blockedBy: 'dns',
  },
  app: { unobserved: 'no page was asked for', blockedBy: 'web' },
};

/** The page behind a certificate that is not trusted is not asked for. */
const untrusted = http(({ visits }) => ({
  visits: visits.map((visit) => ({
    ...visit,
    end: 'untrusted',
    steps: visit.steps.map(({ status, ...step }) =>
      step.url.startsWith('https:')
        ? { ...step, outcome: 'tls', headers: [], body: '' }
        : { ...step, ...(status === undefined ? {} : { status }) },
    ),
  })),
}));

const noPage: Absent = {
  app: { unobserved: 'the certificate is not trusted, so no page is asked for', blockedBy: 'tls' },
};

const noHandshake: Example = (seen) => ({
  ...seen,
  evidence: { ...seen.evidence, tls: { handshakes: [] } },
});

const states: Readonly<Record<string, State>> = {
  healthy: { example: asIs },
  'no such name': {
    example: shows('dns/resolves/nxdomain-name'),
    absent: noAddress,
  },
  'private address': {
    example: together(
      shows('dns/usable-address/private'),
      tcp({ state: 'not-dialled', address: '192.168.1.10' }),
      noHandshake,
    ),
    absent: notDialled,
  },
  'ports closed': { example: tcp({ state: 'refused', code: 'ECONNREFUSED' }), absent: noConnection },
  'nobody answers': { example: shows('server/accepts/silent-host'), absent: noConnection },
  'certificate expired': { example: together(shows('tls/in-date/expired'), untrusted), absent: noPage },
  'certificate for another name': {
    example: together(shows('tls/name-matches/wrong-name'), untrusted),
    absent: noPage,
  },
  'default page': {
    example: together(shows('web/front-page/default-page'), page({ headers: [['server', 'nginx/1.22.1']] })),
  },
  'redirect loop': {
    example: shows('web/redirects/loop'),
    absent: { app: { unobserved: 'the redirects come to no end', blockedBy: 'web' } },
  },
  'bad gateway': { example: shows('app/answers/bad-gateway') },
  'healthy from both sides': { example: asIs, from: 'both sides' },
  'one request followed': { example: asIs, from: 'both sides, by one request' },
  'bad gateway from both sides': { example: shows('app/gateway/not-listening'), from: 'both sides' },
  'database open': { example: shows('db/not-exposed/open') },
  'no network here': {
    example: together(
      tester({ route: { state: 'odd', code: 'ENETUNREACH' } }),
      tcp({ state: 'unreachable', code: 'ENETUNREACH' }),
      ({ evidence: { mysql, ...seen }, ...held }) => ({
        ...held,
        evidence: { ...seen, mysql: { attempts: mysql.attempts.filter(({ via }) => via === 'site') } },
      }),
      noGreeting('site', { state: 'unreachable', code: 'ENETUNREACH' }),
      onTheInternet,
    ),
    absent: noConnection,
  },
};

const notTraced: Absent = { trace: { unobserved: 'is looked at with --trace', skipped: true } };

const reportIn = ({ example, absent = {}, from }: State): Promise<Report> =>
  reportOf(
    from === undefined ? fromOutside(example(healthy)) : example(healthy),
    Object.fromEntries(
      Object.entries({ ...(from === 'both sides' ? notTraced : {}), ...absent }).map(([id, why]) => [
        id,
        () => Promise.resolve(why),
      ]),
    ),
  );

/** Commands are lines to copy: they alone may be wider than the screen. */
const isCommand = (line: string): boolean =>
  /^ {4,}\S/.test(line) || line.startsWith('Next: ') || line.startsWith('More: ');

describe.each(Object.entries(states))('%s', (name, state) => {
  test.each([
    [40, true],
    [40, false],
    [120, true],
    [120, false],
  ])('at %i columns, Unicode %s', async (columns, unicode) => {
    const screen = text(await reportIn(state), { columns, unicode, ink: noInk }, 0);
    const file = `${name.replaceAll(' ', '-')}.${columns}.${unicode ? 'unicode' : 'ascii'}.txt`;
    await expect(screen).toMatchFileSnapshot(`./screens/${file}`);
    for (const line of screen.split('\n'))
      if (!isCommand(line)) expect(width(line)).toBeLessThanOrEqual(columns);
    // eslint-disable-next-line no-control-regex -- the range is ASCII itself
    if (!unicode) expect(screen).toMatch(/^[\u0000-\u007f]*$/);
  });

  test('colour adds nothing to what is said', async () => {
    const report = await reportIn(state);
    const coloured = text(report, { columns: 80, unicode: true, ink: colours }, 0);
    expect(coloured).toContain('\u001b[');
    expect(stripVTControlCharacters(coloured)).toBe(
      text(report, { columns: 80, unicode: true, ink: noInk }, 0),
    );
  });

  test('the last lines name the box, the cause and the next command', async () => {
    const report = await reportIn(state);
    const last = text(report, { columns: 120, unicode: true, ink: noInk }, 0)
      .trimEnd()
      .split('\n')
      .slice(-5)
      .join('\n');
    if (report.firstBroken) expect(last).toMatch(/First broken box: [\s\S]*infra-tutor explain /);
    else expect(last).toMatch(/Next: infra-tutor /);
  });
});
