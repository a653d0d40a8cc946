import fc from 'fast-check';
import width from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import { checks } from '../../src/catalog.ts';
import type { Example } from '../../src/model/check.ts';
import { asIs, change, target, tcp, together } from '../../src/model/example.ts';
import { hops, meaning } from '../../src/model/hops.ts';
import type { Report, Status } from '../../src/model/report.ts';
import { plainScreen } from '../../src/model/screen.ts';
import mermaid from '../../src/report/mermaid.ts';
import svg from '../../src/report/svg.ts';
import { fromOutside } from '../support/healthy-inside.ts';
import { healthy } from '../support/healthy.ts';
import { reportOf } from '../support/report-of.ts';
import { linesOf } from '../support/mermaid.ts';
import { elementsOf } from '../support/xml.ts';

/** The picture of what was seen, to be looked at (`npx vitest run test/report -u` draws it anew). */

const shows = (path: string): Example => {
  const [hop, name, cause = ''] = path.split('/');
  const example = checks.find(({ id }) => id === `${hop}/${name}`)?.causes[cause]?.example;
  if (!example) throw new Error(`${path} is no cause of the catalogue`);
  return example;
};

const pictures: Readonly<Record<string, () => Promise<Report>>> = {
  healthy: () => reportOf(asIs(healthy)),
  'from outside': () => reportOf(fromOutside(healthy)),
  'no such name': () =>
    reportOf(fromOutside(shows('dns/resolves/nxdomain-name')(healthy)), {
      tcp: () => Promise.resolve({ unobserved: 'no address is known', blockedBy: 'dns' }),
      tls: () => Promise.resolve({ unobserved: 'no address could be connected to', blockedBy: 'server' }),
      http: () => Promise.resolve({ unobserved: 'no address could be connected to', blockedBy: 'server' }),
      app: () => Promise.resolve({ unobserved: 'no page was asked for', blockedBy: 'web' }),
    }),
  'program stopped': () =>
    reportOf(
      together(
        shows('app/gateway/not-listening'),
        change('listeners', (held) => ({
          ...held,
          listeners: held.listeners.filter(({ port }) => port !== 8000),
        })),
        change('code', (held) => ({ ...held, programs: [] })),
        change('links', (held) => ({ ...held, links: [] })),
      )(healthy),
    ),
  'stand-ins': () => reportOf(fromOutside(target({ standIns: ['web', 'db'] })(healthy))),
};

const drawnSvg = (report: Report): string => svg(report, plainScreen, 0);
const drawnMermaid = (report: Report): string => mermaid(report, plainScreen, 0);

describe.each(Object.entries(pictures))('%s', (name, seen) => {
  test('is drawn as it was', async () => {
    const report = await seen();
    const file = name.replaceAll(' ', '-');
    await expect(drawnSvg(report)).toMatchFileSnapshot(`./pictures/${file}.svg`);
    await expect(drawnMermaid(report)).toMatchFileSnapshot(`./pictures/${file}.mmd`);
  });

  test('is well-formed, told in words, and no text is wider than its box', async () => {
    const elements = elementsOf(drawnSvg(await seen()));
    const [root] = elements;
    expect(root).toMatchObject({ name: 'svg', attributes: { role: 'img' } });
    expect(elements.filter(({ name: tag }) => tag === 'title' || tag === 'desc')).toHaveLength(2);
    expect(new Set(elements.map(({ name: tag }) => tag))).toEqual(
      new Set(['svg', 'title', 'desc', 'rect', 'path', 'text']),
    );
    const height = Number(root?.attributes['height']);
    for (const { attributes, text } of elements.filter(({ name: tag }) => tag === 'text')) {
      expect(Number(attributes['textLength'])).toBeCloseTo(width(text) * 7.2, 0);
      expect(Number(attributes['x']) + Number(attributes['textLength'])).toBeLessThanOrEqual(386);
      expect(Number(attributes['y'])).toBeLessThan(height);
    }
  });

  test('is a flowchart of known statements', async () => {
    expect(linesOf(drawnMermaid(await seen())).filter(({ kind }) => kind === 'unknown')).toEqual([]);
  });
});

test('from outside, what is behind the web server is dashed and says so', async () => {
  const report = await reportOf(fromOutside(healthy));
  const behind = linesOf(drawnMermaid(report)).filter(
    ({ kind, text }) => kind === 'link' && /^(?:web|app) /.test(text),
  );
  expect(behind).toHaveLength(3);
  for (const { text } of behind) {
    expect(text).toContain(' -.->|');
    expect(text).toContain('not seen from outside');
  }
});

const statuses: readonly Status[] = ['ok', 'warn', 'broken', 'unknown', 'blocked', 'skipped', 'error'];

test.each(statuses)(
  '%s is drawn in every box by its word, and dashed when nothing was seen',
  async (status) => {
    const report = await reportOf(healthy);
    const all = { ...report, hops: report.hops.map((verdict) => ({ ...verdict, status })) };
    const elements = elementsOf(drawnSvg(all));
    const heads = elements.filter(({ text }) => text.endsWith(` ${status}`)).map(({ text }) => text);
    expect(new Set(heads.map((text) => text.split(':')[0]))).toEqual(
      new Set(hops.map((hop) => meaning[hop].label)),
    );
    const isSeen = ['ok', 'warn', 'broken'].includes(status);
    const dashed = elements.filter(
      ({ name, attributes }) => name === 'rect' && attributes['stroke-dasharray'],
    );
    expect(dashed).toHaveLength(isSeen ? 0 : hops.length);
    const flow = drawnMermaid(all);
    for (const hop of hops) {
      expect(flow).toMatch(new RegExp(`${meaning[hop].label}: #\\d+; ${status}`));
      expect(flow).toMatch(
        new RegExp(`style ${hop} stroke:#[0-9a-f]{6},stroke-width:2px${isSeen ? '$' : ',stroke-dash'}`, 'm'),
      );
    }
    expect(flow).toContain(`<br/>${status}: `);
  },
);

/** What a stranger's server may say, to break out of a text: signs of both languages, and words that mean something there. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        '"',
        '`',
        '#',
        '#quot;',
        ';',
        '<br/>',
        '<script>',
        ']]>',
        '--',
        '%%',
        '%%{init:{}}%%',
        '\n',
        '\r\n',
        'end',
        'end\n',

        'direction LR',
        'style x fill:#fff;',
        'classDef',
        'click x "y"',
        '|',
        '[',
        ']',
        '(',
        ')',
        '{',
        '}',
        '&',
        '&amp;',
        '\ufffe',

        '\u0000',
        '\u202e',
        '\ud800',
        '1. ',
        '- ',
        'www.',
        'http://',
        'fa:fa-x',
        '$$',
        '\\',
        '日本',
        'a',
        ' ',
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
);

/** The same report with this text in the place of what the network said. */
const saying = (report: Report, text: string): Report => {
  const { target: held, evidence } = report;
  return {
    ...report,
    target: { ...held, site: { ...held.site, shown: text } },
    hops: report.hops.map((verdict) => ({ ...verdict, because: text, software: text })),
    evidence: {
      ...evidence,
      dns: {
        walk: [],
        resolver: (evidence.dns?.resolver ?? []).map((one) => ({
          ...one,
          answers: one.answers.map((record) => ({ ...record, data: text })),
        })),
      },
      http: {
        visits: (evidence.http?.visits ?? []).map((visit) => ({
          ...visit,
          steps: visit.steps.map((step) => ({ ...step, url: `https://x/${text}` })),
        })),
      },
      code: { programs: [{ pid: 1, name: text, folder: text, state: 'there' }], command: '' },
    },
  };
};

test('no text of the network breaks the XML, leaves its box, or becomes a statement of the flowchart', async () => {
  const report = await reportOf(healthy);
  const kinds = linesOf(drawnMermaid(report)).map(({ kind }) => kind);
  fc.assert(
    fc.property(hostile, (text) => {
      const told = saying(report, text);
      const elements = elementsOf(drawnSvg(told));
      for (const { name, attributes } of elements.filter((one) => one.name === 'text')) {
        expect(name).toBe('text');
        expect(Number(attributes['x']) + Number(attributes['textLength'])).toBeLessThanOrEqual(386);
      }
      expect(linesOf(drawnMermaid(told)).map(({ kind }) => kind)).toEqual(kinds);
    }),
    { numRuns: 150 },
  );
});

test('what is long is cut', async () => {
  const told = saying(await reportOf(healthy), 'x'.repeat(100_000));
  expect(drawnSvg(told).length).toBeLessThan(30_000);
  expect(drawnMermaid(told).length).toBeLessThan(30_000);
});

test('stand-ins are named, and so is a network of our own that is in the way', async () => {
  const stood = drawnMermaid(await (pictures['stand-ins']?.() ?? reportOf(healthy)));
  expect(stood).toContain('Stand-ins of ours, not the real software: Web server and Database');
  expect(stood).toContain('(stand-in for Nginx)');
  expect(stood).toContain('(stand-in for MySQL)');
  const report = await reportOf(healthy);
  const drawn = drawnSvg({ ...report, tester: { status: 'broken', because: 'no route' } });
  expect(drawn).toContain('The network of this computer is in the way; nothing is said about the server.');
});

test('a port that refuses is a dashed arrow, and no way to the web server', async () => {
  const refused = together(tcp({ state: 'refused', code: 'ECONNREFUSED' }, 'http'));
  const lines = linesOf(drawnMermaid(await reportOf(refused(healthy))));
  const plain = lines.find(({ text }) => text.startsWith('user ') && text.endsWith(' web'));
  expect(plain?.text).toBe('user -.->|"http: TCP to 127.0.0.2:8080, refused"| web');
});
