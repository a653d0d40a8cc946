import type { Endpoint } from '../address.ts';

/** Milliseconds from the start of the request. */
export interface HttpTimes {
  readonly connected?: number;
  readonly secured?: number;
  readonly firstByte?: number;
  readonly total: number;
}

export type HttpFailure =
  'connect' | 'tls' | 'closed' | 'silent' | 'cut-short' | 'not-http' | 'too-big' | 'failed';

/** One request and its answer, or how it failed. */
export interface HttpExchange extends Endpoint {
  readonly url: string;
  readonly outcome: 'answer' | HttpFailure;
  readonly code?: string;
  readonly status?: number;
  /** In the order in which they came; names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The first bytes of the decoded body, at most 64 KiB. */
  readonly body: string;
  readonly bodyCut: boolean;
  /** The body did not end before its deadline or the run's: what is here is what came. */
  readonly bodyUnfinished: boolean;
  /** Of `not-http`: the first bytes that came, at most 64. */
  readonly firstBytes?: string;
  readonly times: HttpTimes;
  readonly command: string;
}

/** A visit: the first request and the redirects that were followed from it. */
export interface Visit {
  readonly from: 'http' | 'https';
  readonly steps: readonly HttpExchange[];
  /** Why it went no further. */
  readonly end: 'answer' | 'failed' | 'loop' | 'too-many' | 'other-site' | 'bad-location' | 'untrusted';
  /** Where the last redirect pointed when it was not followed. */
  readonly next?: string;
}

export interface HttpSeen {
  readonly visits: readonly Visit[];
}
