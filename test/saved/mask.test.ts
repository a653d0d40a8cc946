import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classify } from '../../src/model/address.ts';
import { createMasks } from '../../src/saved/mask.ts';

const masked = <T>(value: T): T => createMasks().deep(value);

describe('what is nobody else’s business', () => {
  test.each<[title: string, before: string, after: string]>([
    ['a query', 'https://a.com/p?token=1#x', 'https://a.com/p?masked-1#x'],
    [
      'a query in a command',
      "curl -si 'http://a.com/?a=b&c=d' -o x",
      "curl -si 'http://a.com/?masked-1' -o x",
    ],
    ['a private address', 'A 192.168.1.10', 'A 10.0.0.1'],
    ['one with a port', 'dig @192.168.1.1 or 172.16.0.9:53', 'dig @10.0.0.1 or 10.0.0.2:53'],
    ['one after a colon', 'resolver:10.9.8.7', 'resolver:10.0.0.1'],
    ['an IPv6 one in brackets', 'http://[fd12:3456::1]:80/', 'http://[fd00::1]:80/'],
    ['one inside IPv6', '::ffff:192.168.1.1', 'fd00::1'],
    ["a provider's own", '100.99.1.2', '100.64.0.1'],
    ['a home directory', 'File "/home/ada/app/app.py"', 'File "~/app/app.py"'],
    ['that of root', 'cd /root/site', 'cd ~/site'],
    ['that of macOS and of Windows', String.raw`/Users/ada/x C:\Users\ada\x`, String.raw`~/x ~\x`],
  ])('%s', (_, before, after) => {
    expect(masked(before)).toBe(after);
  });

  test.each([
    'the site is 203.0.113.9, port 443',
    '127.0.0.1:3306 and ::1',
    '169.254.169.254',
    '10.11.19-MariaDB',
    'nginx/1.22.1 (1.2.3.4.5)',
    '2026-11-20T12:00:00.000Z',
    'AB:CD:EF:01:23:45:67:89:AB:CD:EF:01',
    '/rooted/home',
    'Is it paid? Yes',
  ])('%s stays', (text) => {
    expect(masked(text)).toBe(text);
  });

  test('cookies lose their value, and keep their name and attributes', () => {
    const headers = [
      ['set-cookie', 'sid=s3cr3t; Path=/; HttpOnly'],
      ['set-cookie', 'bare; Path=/'],
      ['location', '/login?next=%2Faccount'],
      ['server', 'nginx'],
    ];
    expect(masked({ headers }).headers).toEqual([
      ['set-cookie', 'sid=masked; Path=/; HttpOnly'],
      ['set-cookie', 'masked; Path=/'],
      ['location', '/login?masked-1'],
      ['server', 'nginx'],
    ]);
  });

  test('what was equal stays equal, and what was not does not become it', () => {
    const { urls } = masked({ urls: ['http://a/?x=1', 'http://a/?x=2', 'http://a/?x=1'] });
    expect(urls[0]).toBe(urls[2]);
    expect(urls[0]).not.toBe(urls[1]);
  });

  test('raw bytes beside it go, too; those of others stay', () => {
    expect(masked({ data: '192.168.1.1', raw: 'wKgBAQ==' })).toEqual({ data: '10.0.0.1' });
    expect(masked({ data: '203.0.113.1', raw: 'ywBxAQ==' })).toEqual({
      data: '203.0.113.1',
      raw: 'ywBxAQ==',
    });
  });
});

const octet = fc.nat(255);
const ipv4 = fc.tuple(octet, octet, octet, octet).map((parts) => parts.join('.'));

test('an address keeps its class, wherever it stands', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        ipv4,
        ipv4.map((one) => `192.168.${one.split('.').slice(2).join('.')}`),
        fc.ipV6(),
      ),
      fc.constantFrom('', ' ', '@', '"', '(', 'to '),
      fc.constantFrom('', ' ', '"', ')', ', '),
      (address, before, after) => {
        const text = masked(`${before}${address}${after}`);
        const left = text.slice(before.length, text.length - after.length);
        expect(classify(left)).toBe(classify(address));
        if (['private', 'shared'].includes(classify(address)))
          expect(left).toMatch(/^(?:10\.|100\.64\.|fd00::)/);
        else expect(left).toBe(address);
      },
    ),
    { numRuns: 3_000 },
  );
});

test('masks no more the second time', () => {
  fc.assert(
    fc.property(
      fc.lorem({ mode: 'sentences' }),
      ipv4,
      fc.webUrl({ withQueryParameters: true }),
      (words, address, url) => {
        const once = masked(`${words} ${address} ${url} /home/${address}/x`);
        const [first = ''] = once.split('?masked');
        expect(masked(first)).toBe(first);
      },
    ),
    { numRuns: 500 },
  );
});
