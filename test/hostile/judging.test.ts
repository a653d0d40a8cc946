import { describe, expect, test } from 'vitest';
import { checks } from '../../src/catalog.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import { healthy } from '../support/healthy.ts';
import { long, pages, puzzles } from './puzzles.ts';

/** Judging is not interrupted by any deadline: a pattern that goes back at every letter would hold up the whole run. */

/** Milliseconds of this process. Judging takes a few; going back at every letter of 20 000 takes seconds. */
const soon = 1_000;

/** Evidence with these texts in the place of every string that comes from a server and is not parsed before. */
const saying = (text: string, status?: number): Evidence => {
  let copies = 0;
  const replaced = (value: unknown, key: string): unknown => {
    if (key === 'status' && typeof value === 'number') return status ?? value;
    if (typeof value === 'string' && foreign.has(key)) return `${text}g${(copies += 1)}`;
    if (key === 'headers' && Array.isArray(value))
      return (value as [string, string][]).map(([name]) => [name, `${text}g`]);
    if (Array.isArray(value)) return value.map((one) => replaced(one, key));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([own, held]) => [own, replaced(held, own)]));
  };
  return replaced(healthy.evidence, '') as Evidence;
};

const foreign: ReadonlySet<string> = new Set([
  'body',
  'code',
  'subject',
  'issuer',
  'names',
  'version',
  'plugin',
  'firstBytes',
  'said',
]);

/** The checks that take longer, and how long. */
const slow = (evidence: Evidence): readonly string[] =>
  checks.flatMap(({ id, judge }) => {
    const started = process.cpuUsage();
    judge(evidence, healthy);
    const took = process.cpuUsage(started).user / 1000;
    return took > soon ? [`${id} took ${Math.round(took)} ms`] : [];
  });

describe.each([200, 404, 500, 502])('of answers %i', (status) => {
  test.each(pages(20_000))('%s', (_, text) => {
    expect(slow(saying(text, status))).toEqual([]);
  });
});

test.each(Object.entries(puzzles))('of names and records: %s', (_, text) => {
  const { dns } = healthy.evidence;
  const name = long(text, 20_000);
  const resolver = dns.resolver.map((one) => ({
    ...one,
    answers: [{ name: one.name, type: 'CNAME', ttl: 1, data: name }],
    authority: [{ name, type: 'SOA', ttl: 1, data: name }],
    rcode: 'NXDOMAIN',
  }));
  expect(slow({ ...healthy.evidence, dns: { ...dns, resolver } })).toEqual([]);
});
