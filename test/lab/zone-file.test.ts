import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makePlace, removePlace } from '../../src/lab/place.ts';
import { healthyPlan, type NameServerPlan, type ZoneRecord } from '../../src/lab/plan.ts';
import { startDns } from '../../src/lab/services/dns/dns.ts';
import { readZone, zoneText } from '../../src/lab/services/dns/zone-file.ts';
import { staged } from '../support/stage.ts';
import { dig } from './support/dig.ts';

const zone = 'foobar.com';

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?$/);
const name = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'));
const owner = fc.oneof(
  name.map((below) => `${below}.${zone}`),
  fc.constantFrom(zone, `*.${zone}`),
);
const ttl = fc.option(fc.integer({ min: 0, max: 2 ** 31 - 1 }), { nil: undefined });

const record: fc.Arbitrary<ZoneRecord> = fc
  .tuple(
    owner,
    ttl,
    fc.oneof(
      fc.record({ type: fc.constant('A' as const), data: fc.ipV4() }),
      fc.record({ type: fc.constant('AAAA' as const), data: fc.ipV6() }),
      fc.record({ type: fc.constantFrom('CNAME' as const, 'NS' as const), data: fc.oneof(name, owner) }),
      fc.record({ type: fc.constant('TXT' as const), data: fc.stringMatching(/^[ -~]{0,60}$/) }),
    ),
  )
  .map(([at, seconds, rest]) => ({ name: at, ...rest, ...(seconds === undefined ? {} : { ttl: seconds }) }));

const serverWith = (records: readonly ZoneRecord[]): NameServerPlan => ({
  name: `ns1.${zone}`,
  address: '127.0.0.13',
  zone,
  manner: 'answers',
  records,
});

const named = (records: readonly ZoneRecord[]): readonly ZoneRecord[] =>
  records.map((one) => ({ ...one, ttl: one.ttl ?? 300 }));

describe('the file of a zone', () => {
  test('reads back to what was written, whatever the records', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 20 }), (records) => {
        expect(readZone(zone, zoneText(serverWith(records)))).toEqual(named(records));
      }),
      { numRuns: 500 },
    );
  });

  test('of each zone of the lab reads back', () => {
    for (const server of healthyPlan.dns.servers)
      expect(readZone(server.zone, zoneText(server))).toEqual(named(server.records));
  });

  const piece = fc.oneof(
    fc.constantFrom('www', '@', 'IN', 'A', 'NS', 'TXT', 'SOA', '300', '(', ')', '"', ';', '\n', ' ', '\t'),
    fc.constantFrom('$TTL', '$ORIGIN', '127.0.0.2', '.', 'a..b', '\\', 'foobar.com.', '99999999999'),
    fc.string({ maxLength: 8 }),
  );

  test('gives records, or a line and what is wrong there, whatever its text', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join(' ');
        const read = readZone(zone, text);
        if (!('wrong' in read)) return;
        expect(read.line).toBeGreaterThan(0);
        expect(read.line).toBeLessThanOrEqual(text.split(/\r?\n/).length);
        expect(read.wrong).not.toBe('');
      }),
      { numRuns: 2000 },
    );
  });

  test('knows what people write: TTL and class in either order, no owner, brackets, comments', () => {
    const text = `$TTL 60
@ IN SOA ns1 hostmaster ( 1 ; serial
      3600 600
      86400 60 )
@       NS ns1
www     IN 5 A 127.0.0.2 ; the site
        7 IN A 127.0.0.3
note    TXT "two words; and no comment"
$ORIGIN shop.foobar.com.
old     CNAME www.foobar.com.
`;
    expect(readZone(zone, text)).toEqual([
      { name: 'foobar.com', type: 'NS', data: 'ns1.foobar.com', ttl: 60 },
      { name: 'www.foobar.com', type: 'A', data: '127.0.0.2', ttl: 5 },
      { name: 'www.foobar.com', type: 'A', data: '127.0.0.3', ttl: 7 },
      { name: 'note.foobar.com', type: 'TXT', data: 'two words; and no comment', ttl: 60 },
      { name: 'old.shop.foobar.com', type: 'CNAME', data: 'www.foobar.com', ttl: 60 },
    ]);
  });

  test('takes names in upper case for the same', () => {
    expect(readZone(zone, 'WWW.FooBar.COM. A 127.0.0.2')).toMatchObject([{ name: 'www.foobar.com' }]);
  });

  test.each([
    ['www IN A 127.0.0', 1, 'is no A data'],
    ['\nwww IN B 127.0.0.2', 2, 'types A, AAAA'],
    ['www IN A', 1, 'is no A data'],
    ['$TTL soon', 1, 'number of seconds'],
    ['$INCLUDE other', 1, 'not known'],
    ['www.other.org. TXT x', 1, 'does not lie in the zone'],
    ['www IN A 127.0.0.2 127.0.0.3', 1, 'is no A data'],
    ['@ SOA ns1 hostmaster ( 1\nwww IN A 127.0.0.2', 1, 'bracket'],
    [`note TXT "${'x'.repeat(256)}"`, 1, 'is no TXT data'],
    [`${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)} A 127.0.0.2`, 1, 'is no name'],
  ])('%j is wrong in line %i: %s', (text, line, wrong) => {
    expect(readZone(zone, text)).toMatchObject({ line, wrong: expect.stringContaining(wrong) });
  });
});

test(
  'name servers answer by their files once these are read, and a wrong one changes nothing',
  staged(async (stage) => {
    const place = await makePlace();
    stage.defer(() => removePlace(place.directory));
    const dns = await startDns(place, healthyPlan.dns);
    stage.defer(() => dns.stop());
    const file = join(place.directory, 'dns/foobar.com.zone');
    const address = async (): Promise<unknown> =>
      (await dig(dns.resolver, 'www.foobar.com', 'A')).answers?.map(
        (answer) => 'data' in answer && answer.data,
      );
    const before = await readFile(file, 'utf8');
    await writeFile(file, before.replace(/^(www .*)127\.0\.0\.2$/m, '$1127.0.0.9'));
    expect(await address()).toEqual(['127.0.0.2']);
    await dns.reload();
    expect(await address()).toEqual(['127.0.0.9']);
    await writeFile(file, `${before}\nwww IN A nowhere\n`);
    await expect(dns.reload()).rejects.toThrow(/dns\/foobar\.com\.zone, line \d+: "nowhere" is no A data/);
    expect(await address()).toEqual(['127.0.0.9']);
    const servers = join(place.directory, 'dns/name-servers.conf');
    await writeFile(servers, (await readFile(servers, 'utf8')).replace(/^(ns1.*)answers$/m, '$1refuses'));
    await writeFile(file, before);
    await dns.reload();
    expect((await dig(dns.resolver, 'www.foobar.com', 'A')).rcode).toBe('SERVFAIL');
    await dns.become(healthyPlan.dns);
    expect(await readFile(file, 'utf8')).toBe(before);
    expect(await address()).toEqual(['127.0.0.2']);
    await expect
      .poll(() => readFile(join(place.directory, 'dns/queries.log'), 'utf8'))
      .toMatch(/^\S+Z resolver www\.foobar\.com A SERVFAIL$/m);
  }),
);
