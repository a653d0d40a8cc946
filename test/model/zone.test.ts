import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checks } from '../../src/catalog.ts';
import type { DnsExchange, DnsOutcome } from '../../src/model/seen/dns.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import type { ZoneSeen } from '../../src/model/seen/zone.ts';
import {
  hasNoAddress,
  isAuthoritative,
  isSplit,
  isUnserved,
  servingOf,
  viewOf,
} from '../../src/model/zone.ts';
import { healthy } from '../support/healthy.ts';

/** Whatever name servers say, and whoever is silent: every judgement ends, and one fault stays one red finding. */

const { target, now, evidence } = healthy;
const site = target.site.ascii;
const zone = 'foobar.com';

const names = fc.constantFrom(site, zone, `web.${zone}`, `${site}.${zone}`, 'd1.cloudfront.net', 'other.net');
const addresses = fc.constantFrom('127.0.0.2', '127.0.0.3', '::1', '8.8.8.8', '::ffff:7f00:2', '10.0.0.1');

const record = fc.record({
  name: names,
  type: fc.constantFrom('A', 'AAAA', 'CNAME', 'NS', 'SOA', 'TXT'),
  ttl: fc.constantFrom(0, 60, 300, 86_400, 604_800),
  data: fc.oneof(names, addresses),
  serial: fc.constantFrom(1, 2),
});
const records = fc.array(record, { maxLength: 4, size: 'max' });

const outcome = fc.constantFrom<DnsOutcome>(
  'answer',
  'answer',
  'answer',
  'silent',
  'port-closed',
  'truncated',
  'cut-short',
  'unreachable',
  'malformed',
  'not-asked',
  'failed',
);

const exchangeAbout = (
  name: fc.Arbitrary<string>,
  type: fc.Arbitrary<DnsExchange['type']>,
): fc.Arbitrary<DnsExchange> =>
  fc
    .record({
      name,
      type,
      outcome,
      address: fc.constantFrom('127.0.0.13', '127.0.0.14', '127.0.0.15'),
      rcode: fc.constantFrom('NOERROR', 'NOERROR', 'NXDOMAIN', 'SERVFAIL', 'REFUSED', 'NOTAUTH', 'RCODE77'),
      authoritative: fc.boolean(),
      extendedErrors: fc.array(fc.record({ code: fc.nat(40), text: fc.string() }), { maxLength: 2 }),
      answers: records,
      authority: records,
    })
    .map(({ address, rcode, authoritative, ...rest }) => ({
      server: { address, port: 53, name: `ns${address.at(-1)}.${zone}` },
      transport: 'udp',
      additional: [],
      ms: 1,
      command: '',
      ...rest,
      ...(rest.outcome === 'answer' ? { rcode, authoritative } : { answers: [], authority: [] }),
    }));

const aboutSite = exchangeAbout(fc.constant(site), fc.constant('A'));
const several = (one: fc.Arbitrary<DnsExchange>, maxLength = 4): fc.Arbitrary<DnsExchange[]> =>
  fc.array(one, { maxLength, size: 'max' });

const zoneSeen: fc.Arbitrary<ZoneSeen> = fc.record(
  {
    zone: fc.constantFrom(zone, site),
    servers: fc.array(
      fc.record({
        name: fc.constantFrom(`ns3.${zone}`, `ns4.${zone}`, 'ns1.sedoparking.com'),
        addresses: fc.subarray(['127.0.0.13', '127.0.0.14', '127.0.0.15']),
        lookups: several(exchangeAbout(names, fc.constantFrom('A', 'AAAA')), 2),
      }),
      { minLength: 1, maxLength: 4, size: 'max' },
    ),
    answers: several(aboutSite),
    versions: several(exchangeAbout(fc.constant(zone), fc.constant('SOA'))),
    invented: several(exchangeAbout(names, fc.constant('A')), 2),
    doubled: exchangeAbout(fc.constant(`${site}.${zone}`), fc.constant('A')),
    besideAlias: several(exchangeAbout(fc.constant(site), fc.constantFrom('MX', 'TXT')), 2),
  },
  { requiredKeys: ['zone', 'servers', 'answers', 'versions', 'invented', 'besideAlias'] },
);

const dnsSeen: fc.Arbitrary<Evidence['dns']> = fc.record(
  {
    resolver: fc
      .tuple(
        ...[site, zone].flatMap((name) =>
          (['A', 'AAAA'] as const).map((type) => exchangeAbout(fc.constant(name), fc.constant(type))),
        ),
      )
      .map((all) => [...all]),
    walk: several(aboutSite),
    unchecked: aboutSite,
  },
  { requiredKeys: ['resolver', 'walk'] },
);

const redOf = (seen: Partial<Evidence>): string[] =>
  checks
    .filter(({ place, needs }) => place === 'dns' && needs.every((need) => seen[need]))
    .flatMap(({ id, judge, causes }) =>
      judge(seen, { target, now })
        .filter(({ cause }) => cause !== undefined && causes[cause]?.status === 'broken')
        .map(({ cause }) => `${id}/${cause}`),
    );

describe('who serves a zone', () => {
  test('is somebody as soon as one server has the zone, and never both somebody and nobody', () => {
    let unserved = 0;
    fc.assert(
      fc.property(zoneSeen, (seen) => {
        expect(servingOf(seen) === 'some').toBe(seen.answers.some(isAuthoritative));
        if (isUnserved(seen)) unserved += 1;
        if (isUnserved(seen)) expect(isSplit(seen)).toBe(false);
        const one = { ...evidence.zone.answers[0], rcode: 'NXDOMAIN', answers: [] } as DnsExchange;
        expect(servingOf({ ...seen, answers: [...seen.answers, one] })).toBe('some');
      }),
      { numRuns: 1_000 },
    );
    expect(unserved).toBeGreaterThan(20);
  });

  test('stays unclear while an address is not known', () => {
    const server = { name: `ns.${zone}`, addresses: [], lookups: [] };
    expect(hasNoAddress(server)).toBe(false);
    expect(servingOf({ ...evidence.zone, servers: [server], answers: [] })).toBe('unclear');
  });
});

test('a view is the alias alone, or addresses without a second one of them', () => {
  fc.assert(
    fc.property(aboutSite, (exchange) => {
      const view = viewOf(exchange);
      expect(new Set(view).size).toBe(view.length);
      const isAlias = exchange.answers.some(({ type, name }) => type === 'CNAME' && name === site);
      if (isAlias) expect(view).toHaveLength(1);
      expect(viewOf({ ...exchange, answers: exchange.answers.toReversed() }).length).toBe(view.length);
    }),
    { numRuns: 1_000 },
  );
});

describe('the checks of DNS', () => {
  test('judge whatever is seen, in sentences', () => {
    fc.assert(
      fc.property(dnsSeen, fc.option(zoneSeen, { nil: undefined }), (dns, seen) => {
        const all: Partial<Evidence> = { dns, ...(seen ? { zone: seen } : {}) };
        const context = { target, now };
        for (const check of checks.filter(({ place }) => place === 'dns'))
          if (check.needs.every((need) => all[need]))
            for (const { because, subject } of check.judge(all, context)) {
              expect(because).not.toMatch(/\.$|undefined|NaN|\[object/);
              expect(subject).not.toBe('');
            }
      }),
      { numRuns: 1_500 },
    );
  });

  test('say one red thing when nobody serves the zone and the resolver failed', () => {
    let reached = 0;
    const failed = fc.constantFrom<Partial<DnsExchange>>(
      { outcome: 'answer', rcode: 'SERVFAIL', answers: [], authority: [] },
      { outcome: 'answer', rcode: 'REFUSED', answers: [], authority: [] },
      { outcome: 'silent', answers: [], authority: [] },
    );
    fc.assert(
      fc.property(failed, zoneSeen, (said, seen) => {
        if (!isUnserved(seen)) return;
        reached += 1;
        const dns = { ...evidence.dns, resolver: evidence.dns.resolver.map((one) => ({ ...one, ...said })) };
        const ways =
          servingOf(seen) === 'none-answers' ? 'none-answers' : 'none-serves|all-refuse|all-fail|all-lame';
        expect(redOf({ dns, zone: seen }).join()).toMatch(new RegExp(`^dns/name-servers/(?:${ways})$`));
      }),
      { numRuns: 2_000 },
    );
    expect(reached).toBeGreaterThan(50);
  });

  test('say one red thing when name servers disagree whether the name exists, whatever of them the resolver asked', () => {
    const asked = fc.constantFrom<Partial<DnsExchange>>(
      {},
      { rcode: 'NXDOMAIN', answers: [] },
      { answers: [] },
    );
    fc.assert(
      fc.property(asked, zoneSeen, (said, seen) => {
        const no = evidence.zone.answers.map((one) => ({ ...one, rcode: 'NXDOMAIN', answers: [] }));
        const split = { ...seen, answers: [...seen.answers, ...evidence.zone.answers, ...no] };
        const dns = { ...evidence.dns, resolver: evidence.dns.resolver.map((one) => ({ ...one, ...said })) };
        expect(isSplit(split)).toBe(true);
        expect(redOf({ dns, zone: split })).toEqual(['dns/same-answer/missing-on-some']);
      }),
      { numRuns: 500 },
    );
  });
});
