import { describe, expect, test } from 'vitest';
import { resolution } from '../../src/model/dns.ts';
import type { DnsExchange } from '../../src/model/seen/dns.ts';

const name = 'www.shop.com';

type Said = Pick<DnsExchange, 'outcome'> & Partial<DnsExchange>;

const answer = (rcode: string, more: Partial<DnsExchange> = {}): Said => ({
  outcome: 'answer',
  rcode,
  ...more,
});

const nodata = answer('NOERROR');
const alias = answer('NOERROR', {
  answers: [{ name, type: 'CNAME', ttl: 5, data: 'web.shop.com' }],
});
const loop = answer('NOERROR', { answers: [{ name, type: 'CNAME', ttl: 5, data: name }] });
const silent: Said = { outcome: 'silent' };
const cut: Said = { outcome: 'cut-short' };

const exchange = (type: 'A' | 'AAAA', said: Said): DnsExchange => ({
  server: { address: '127.0.0.1', port: 53 },
  name,
  type,
  transport: 'udp',
  answers: [],
  authority: [],
  additional: [],
  ms: 1,
  command: '',
  ...said,
});

const outcomeOf = (a: Said, aaaa: Said): string => {
  const said = resolution({ resolver: [exchange('A', a), exchange('AAAA', aaaa)], walk: [] }, name);
  return said.outcome === 'no-answer' ? said.exchange.outcome : said.outcome;
};

describe('what A and AAAA come to', () => {
  test.each([
    ['both without addresses', nodata, nodata, 'nodata'],
    ['A silent', silent, nodata, 'silent'],
    ['AAAA silent', nodata, silent, 'silent'],
    ['AAAA not waited for', nodata, cut, 'cut-short'],
    ['A not waited for', cut, nodata, 'cut-short'],
    ['AAAA failing', nodata, answer('SERVFAIL'), 'servfail'],
    ['A failing', answer('SERVFAIL'), nodata, 'servfail'],
    ['A cut, and no TCP', { outcome: 'truncated', code: 'ECONNREFUSED' }, nodata, 'truncated'],
    ['A refused, AAAA silent', answer('REFUSED'), silent, 'refused'],
    ['an unknown name, AAAA silent', answer('NXDOMAIN'), silent, 'nxdomain'],
    ['A silent, an unknown name', silent, answer('NXDOMAIN'), 'nxdomain'],
    ['A failing, an unknown name', answer('SERVFAIL'), answer('NXDOMAIN'), 'nxdomain'],
    ['an alias without addresses', alias, alias, 'alias-dangling'],
    ['an alias whose A is silent', silent, alias, 'silent'],
    ['an alias to itself, AAAA silent', loop, silent, 'alias-loop'],
    ['both silent', silent, silent, 'silent'],
  ] satisfies readonly (readonly [string, Said, Said, string])[])('%s', (_, a, aaaa, outcome) => {
    expect(outcomeOf(a, aaaa)).toBe(outcome);
  });
});
