import * as v from 'valibot';
import type { SeenPage } from './kind.ts';

/** What one page has to be like. Only what is named is looked at. */
export interface PageExpectation {
  /** Any of them may answer. `{unknown}` stands for a path that no site has. */
  readonly paths: readonly string[];
  readonly method: 'GET' | 'HEAD';
  readonly scheme: 'http' | 'https';
  /** Of a program that answers at a port of its own. */
  readonly port?: number;
  /** `server`: asked on the server itself. */
  readonly at?: 'server';
  readonly status?: number;
  /** The body holds at least one of them. */
  readonly text?: readonly string[];
  readonly header?: HeaderExpectation;
  /**
   * `elsewhere`: a redirect that helps a visitor, to another page and not to the visitor's own machine. `https`: to the
   * same page over https.
   */
  readonly location?: 'elsewhere' | 'https';
}

export interface HeaderExpectation {
  readonly name: string;
  readonly text?: string;
  /** The name of a machine: not empty, no placeholder, and not the name of the site. */
  readonly holds?: 'host-name';
}

const words = v.pipe(v.string(), v.trim(), v.minLength(2));
const path = v.pipe(
  v.string(),
  v.regex(/^(?:\/|\{unknown\}$)/, 'is not a path: it starts with /, or is {unknown}'),
);

/** As an exercise says it. */
export const shape = v.pipe(
  v.strictObject({
    path: v.union([path, v.pipe(v.array(path), v.minLength(1))]),
    method: v.optional(v.picklist(['GET', 'HEAD']), 'GET'),
    scheme: v.optional(v.picklist(['http', 'https']), 'http'),
    port: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535))),
    at: v.exactOptional(v.literal('server')),
    status: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599))),
    text: v.exactOptional(v.pipe(v.array(words), v.minLength(1))),
    header: v.exactOptional(
      v.strictObject({
        name: words,
        text: v.exactOptional(words),
        holds: v.exactOptional(v.literal('host-name')),
      }),
    ),
    location: v.exactOptional(v.picklist(['elsewhere', 'https'])),
  }),
  v.transform(({ path: written, ...rest }): PageExpectation => ({
    ...rest,
    paths: typeof written === 'string' ? [written] : written,
  })),
);

/** As an example says what was seen. */
export const seenShape = v.pipe(
  v.strictObject({
    outcome: v.optional(
      v.picklist([
        'answer',
        'connect',
        'tls',
        'closed',
        'silent',
        'cut-short',
        'not-http',
        'too-big',
        'failed',
      ]),
      'answer',
    ),
    code: v.exactOptional(v.string()),
    status: v.exactOptional(v.number()),
    headers: v.optional(v.record(v.string(), v.string()), {}),
    body: v.optional(v.string(), ''),
  }),
  v.transform(({ headers, ...page }): SeenPage => ({
    ...page,
    headers: Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const),
  })),
);
