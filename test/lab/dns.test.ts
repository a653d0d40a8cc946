import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DnsPlan } from '../../src/lab/plan.ts';
import { healthyPlan } from '../../src/lab/plan.ts';
import type { DnsService } from '../../src/lab/services/dns/dns.ts';
import { startDns } from '../../src/lab/services/dns/dns.ts';
import { makePlace, removePlace, type Place } from '../../src/lab/place.ts';
import { decode, dig, digTcp, edns, exchange, question } from './support/dig.ts';

const long = Array.from({ length: 40 }, (_, number) => ({
  name: 'long.foobar.com',
  type: 'TXT' as const,
  data: `${number}: ${'x'.repeat(60)}`,
}));

const plan: DnsPlan = {
  ...healthyPlan.dns,
  servers: healthyPlan.dns.servers.map((server) =>
    server.zone === 'foobar.com'
      ? {
          ...server,
          records: [
            ...server.records,
            ...long,
            { name: 'blog.foobar.com', type: 'CNAME' as const, data: 'www.foobar.com' },
            { name: 'loop.foobar.com', type: 'CNAME' as const, data: 'pool.foobar.com' },
            { name: 'pool.foobar.com', type: 'CNAME' as const, data: 'loop.foobar.com' },
            { name: 'deep.down.foobar.com', type: 'A' as const, data: '127.0.0.2' },
            { name: '*.any.foobar.com', type: 'A' as const, data: '127.0.0.3' },
            { name: 'one.any.foobar.com', type: 'TXT' as const, data: 'here' },
          ],
        }
      : server,
  ),
};

let place: Place;
let dns: DnsService;
beforeAll(async () => {
  place = await makePlace();
  dns = await startDns(place, plan);
});
afterAll(async () => {
  await dns.stop();
  await removePlace(place.directory);
});

const at = (address: string) => ({ address, port: dns.port });
const own = () => at('127.0.0.13');

describe('the name server of foobar.com', () => {
  test('answers with authority and without recursion', async () => {
    const said = await dig(own(), 'www.foobar.com', 'A');
    expect(said).toMatchObject({
      id: 4711,
      rcode: 'NOERROR',
      flag_aa: true,
      flag_ra: false,
      flag_rd: true,
      flag_tc: false,
    });
    expect(said.answers).toMatchObject([{ name: 'www.foobar.com', type: 'A', data: '127.0.0.2', ttl: 300 }]);
    expect(said.additionals).toEqual([]);
  });

  test('copies RD and the letter case of the question', async () => {
    const said = await dig(own(), 'wWw.FooBar.com', 'A', { flags: 0 });
    expect(said.flag_rd).toBe(false);
    expect(said.questions?.[0]?.name).toBe('wWw.FooBar.com');
    expect(said.answers?.[0]?.name).toBe('wWw.FooBar.com');
  });

  test('tells a name that is not there from one without such a record', async () => {
    const nobody = await dig(own(), 'nobody.foobar.com', 'A');
    expect(nobody).toMatchObject({
      rcode: 'NXDOMAIN',
      flag_aa: true,
      answers: [],
      authorities: [{ type: 'SOA' }],
    });
    const noData = await dig(own(), 'www.foobar.com', 'AAAA');
    expect(noData).toMatchObject({
      rcode: 'NOERROR',
      flag_aa: true,
      answers: [],
      authorities: [{ type: 'SOA' }],
    });
    const between = await dig(own(), 'down.foobar.com', 'A');
    expect(between).toMatchObject({ rcode: 'NOERROR', answers: [] });
  });

  test('lets a * record speak for names that are not there, and for no others', async () => {
    const made = await dig(own(), 'whatever.any.foobar.com', 'A');
    expect(made).toMatchObject({ rcode: 'NOERROR', flag_aa: true });
    expect(made.answers).toMatchObject([{ name: 'whatever.any.foobar.com', data: '127.0.0.3' }]);
    const there = await dig(own(), 'one.any.foobar.com', 'A');
    expect(there).toMatchObject({ rcode: 'NOERROR', answers: [] });
    expect((await dig(own(), 'below.one.any.foobar.com', 'A')).rcode).toBe('NXDOMAIN');
    expect((await dig(own(), 'whatever.foobar.com', 'A')).rcode).toBe('NXDOMAIN');
    expect((await dig(own(), 'whatever.any.foobar.com', 'TXT')).rcode).toBe('NOERROR');
  });

  test('follows an alias inside its zone', async () => {
    const said = await dig(own(), 'blog.foobar.com', 'A');
    expect(said.answers).toMatchObject([
      { type: 'CNAME', data: 'www.foobar.com' },
      { type: 'A', data: '127.0.0.2' },
    ]);
  });

  test('has SOA and NS at its apex, and refuses what is not its own', async () => {
    expect((await dig(own(), 'foobar.com', 'SOA')).answers).toMatchObject([
      { type: 'SOA', data: { mname: 'ns1.foobar.com' } },
    ]);
    expect((await dig(own(), 'foobar.com', 'NS')).answers).toMatchObject([
      { type: 'NS', data: 'ns1.foobar.com' },
    ]);
    expect((await dig(own(), 'example.com', 'A')).rcode).toBe('REFUSED');
  });

  test('says over TCP what is too long for UDP', async () => {
    const cut = await dig(own(), 'long.foobar.com', 'TXT', edns);
    expect(cut).toMatchObject({ flag_tc: true, answers: [] });
    const whole = await digTcp(own(), 'long.foobar.com', 'TXT');
    expect(whole.flag_tc).toBe(false);
    expect(whole.answers).toHaveLength(40);
  });

  test('answers EDNS with EDNS', async () => {
    const said = await dig(own(), 'www.foobar.com', 'A', edns);
    expect(said.additionals).toMatchObject([{ type: 'OPT', udpPayloadSize: 1232 }]);
  });

  test('says what is wrong with a message, and survives it', async () => {
    const query = question('www.foobar.com', 'A');
    const torn = decode(await exchange(own(), query.subarray(0, 20)));
    expect(torn).toMatchObject({ id: 4711, rcode: 'FORMERR' });
    const update = Buffer.from(query);
    update.writeUInt8(0x28, 2); // opcode UPDATE
    expect(decode(await exchange(own(), update)).rcode).toBe('NOTIMP');
    expect((await dig(own(), 'www.foobar.com', 'A')).rcode).toBe('NOERROR');
  });
});

describe('the way down from the root', () => {
  test('every step names the next server and its address, without authority', async () => {
    const root = await dig(dns.roots[0] ?? own(), 'www.foobar.com', 'A');
    expect(root).toMatchObject({
      flag_aa: false,
      answers: [],
      authorities: [{ name: 'com', type: 'NS', data: 'com-server.lab' }],
    });
    expect(root.additionals).toMatchObject([{ name: 'com-server.lab', type: 'A', data: '127.0.0.12' }]);
    const com = await dig(at('127.0.0.12'), 'www.foobar.com', 'A');
    expect(com).toMatchObject({
      flag_aa: false,
      authorities: [{ name: 'foobar.com', data: 'ns1.foobar.com' }],
    });
    expect(com.additionals).toMatchObject([{ type: 'A', data: '127.0.0.13' }]);
  });

  test('a name that no zone holds ends at the root', async () => {
    expect(await dig(at('127.0.0.11'), 'www.example.org', 'A')).toMatchObject({
      rcode: 'NXDOMAIN',
      flag_aa: true,
    });
  });
});

describe('the recursive face', () => {
  const ask = (name: string, type: 'A' | 'AAAA' | 'NS') => dig(dns.resolver, name, type);

  test('resolves, available for recursion and without authority', async () => {
    const said = await ask('www.foobar.com', 'A');
    expect(said).toMatchObject({ rcode: 'NOERROR', flag_ra: true, flag_aa: false });
    expect(said.answers).toMatchObject([{ data: '127.0.0.2' }]);
    expect((await ask('blog.foobar.com', 'A')).answers).toHaveLength(2);
  });

  test('knows the root and the name servers', async () => {
    expect((await ask('.', 'NS')).answers).toMatchObject([{ type: 'NS', data: 'root-server.lab' }]);
    expect((await ask('foobar.com', 'NS')).answers).toMatchObject([{ data: 'ns1.foobar.com' }]);
    expect((await ask('com-server.lab', 'A')).answers).toMatchObject([{ data: '127.0.0.12' }]);
  });

  test('says that other names do not exist', async () => {
    for (const name of ['example.com', 'example.org', 'nobody.foobar.com'])
      expect(await ask(name, 'A')).toMatchObject({
        rcode: 'NXDOMAIN',
        flag_aa: false,
        flag_ra: true,
        authorities: [{ type: 'SOA' }],
      });
    expect(await ask('www.foobar.com', 'AAAA')).toMatchObject({
      rcode: 'NOERROR',
      answers: [],
      authorities: [{ type: 'SOA' }],
    });
  });

  test('gives a loop of aliases up', async () => {
    expect(await ask('loop.foobar.com', 'A')).toMatchObject({ rcode: 'SERVFAIL' });
  });
});

describe('name servers that the plan breaks', () => {
  const rcodes = { silent: undefined, refuses: 'REFUSED', fails: 'SERVFAIL', lame: 'NOERROR' };

  const broken = (manner: keyof typeof rcodes): DnsPlan => ({
    ...healthyPlan.dns,
    servers: healthyPlan.dns.servers.map((server) =>
      server.zone === 'foobar.com' ? { ...server, manner } : server,
    ),
  });

  test.each(['silent', 'refuses', 'fails', 'lame'] as const)('%s: the resolver fails', async (manner) => {
    const service = await startDns(place, broken(manner));
    try {
      expect((await dig(service.resolver, 'www.foobar.com', 'A')).rcode).toBe('SERVFAIL');
      const direct = dig({ address: '127.0.0.13', port: service.port }, 'www.foobar.com', 'A');
      const rcode = rcodes[manner];
      if (rcode) expect(await direct).toMatchObject({ rcode, flag_aa: false, answers: [] });
      else await expect(direct).rejects.toThrow('aborted');
    } finally {
      await service.stop();
    }
  });
});

test('several labs side by side each find a port for all their addresses', async () => {
  const many = await Promise.all(Array.from({ length: 10 }, () => startDns(place, healthyPlan.dns)));
  expect(new Set(many.map(({ port }) => port)).size).toBe(10);
  await Promise.all(many.map((service) => service.stop()));
});
