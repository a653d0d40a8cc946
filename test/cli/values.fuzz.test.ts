import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/cli/config.ts';
import { UsageError } from '../../src/cli/usage-error.ts';
import * as read from '../../src/cli/values.ts';

/** What a person types, or what a file of somebody else's repository holds, is a value or a sentence. */

const any = fc.oneof(
  fc.string({ maxLength: 80, size: 'max', unit: 'binary' }),
  fc.stringMatching(/^[-\w.:@/[\]%]{0,40}$/),
);

const valueOf = <T>(reader: () => T): T | undefined => {
  try {
    return reader();
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return undefined;
  }
};

test('a destination of ssh is never an option, and never two words', () => {
  fc.assert(
    fc.property(any, (text) => {
      const value = valueOf(() => read.sshDestination('--ssh', text));
      if (value !== undefined) expect(value).toMatch(/^[A-Za-z0-9_][^\s;&|`$<>'"\\]*$/);
    }),
    { numRuns: 3_000 },
  );
});

test('ports, addresses, times, hops and paths', () => {
  fc.assert(
    fc.property(any, (text) => {
      const port = valueOf(() => read.portNumber('--http-port', text));
      if (port !== undefined) expect(port > 0 && port < 65_536).toBe(true);
      const socket = valueOf(() => read.socketPath('--db-socket', text));
      if (socket !== undefined) expect(socket).toMatch(/^\/[^\s:%$]+$/);
      const endpoint = valueOf(() => read.endpoint('--resolver', text));
      if (endpoint) expect(endpoint.address).toMatch(/^[0-9a-fA-F.:]+$/);
      const seconds = valueOf(() => read.seconds('--timeout', text));
      if (seconds !== undefined) expect(seconds > 0 && seconds <= 600).toBe(true);
      valueOf(() => read.hopList('--only', [text]));
      const path = valueOf(() => read.path('--path', text));
      if (path !== undefined) expect(new URL(path, 'http://host/').host).toBe('host');
    }),
    { numRuns: 3_000 },
  );
});

const keys = ['host', 'http-port', 'path', 'db-user', 'require', 'ssh', 'ca', '__proto__', 'constructor'];

const yaml = fc.oneof(
  fc.string({ maxLength: 300, size: 'max', unit: 'binary' }),
  fc
    .array(
      fc.tuple(fc.constantFrom(...keys), fc.oneof(fc.string({ maxLength: 20 }), fc.integer().map(String))),
    )
    .map((lines) => lines.map(([key, value]) => `${key}: ${value}`).join('\n')),
  fc.constantFrom(
    'a: &a [*a]',
    'a: &a [1]\nb: [*a,*a,*a,*a]',
    '!!js/function x',
    '- - - - -',
    '? ? ?',
    '%YAML 9.9\n---\n',
  ),
);

const allowed: ReadonlySet<string> = new Set([
  'host',
  'http-port',
  'https-port',
  'db-port',
  'path',
  'db-user',
  'db-name',
  'require',
]);

test('a file of settings holds known settings, or the place of the first thing that is wrong', () => {
  fc.assert(
    fc.property(yaml, (text) => {
      const config = valueOf(() => readConfig(text, 'infra-tutor.yaml'));
      for (const key of Object.keys(config ?? {})) expect(allowed).toContain(key);
    }),
    { numRuns: 2_000 },
  );
});
