import type { Knee, LoadStep } from './knee.ts';
import type { Visit } from './visit.ts';

/** What a drill measured, as plain data: for its chart, for a file, for a program. */

export interface DrillChoice {
  readonly says: string;
  /** What speaks for it, or against it; true whatever a drill measures. */
  readonly because: string;
}

/** Asked before a drill runs. Its choices are a, b, c in this order. */
export interface DrillQuestion {
  readonly asks: string;
  readonly choices: readonly DrillChoice[];
}

/** `a` for the first choice. */
export const choiceLetter = (at: number): string => String.fromCodePoint(97 + at);

export type DrillResult = SpofResult | DeployResult | TrafficResult;

// ── spof ─────────────────────────────────────────────────────────────────────────────────────────────────

export type SpofPart = 'dns' | 'web' | 'app' | 'db';

/** Which box a page needs, beside those before it. */
export interface DrillPage {
  readonly path: string;
  readonly kind: 'file' | 'program' | 'data';
}

/** What one page was like while one part was stopped. */
export interface SpofCell extends DrillPage {
  readonly asked: number;
  readonly good: number;
  /** What the visitors saw for whom it failed, the most frequent first. */
  readonly saw: readonly string[];
  /** The longest time without a good answer, from before the stop until after the start; milliseconds. */
  readonly gapMs: number;
}

export interface SpofRow {
  /** Absent: with everything running. */
  readonly stopped?: SpofPart;
  /** Between the end of the stop and the beginning of the start. */
  readonly downMs: number;
  readonly cells: readonly SpofCell[];
}

export interface SpofResult {
  readonly drill: 'spof';
  /** Each page is asked for once in this time. */
  readonly everyMs: number;
  /** How long a resolver may remember the address, in seconds, as the name server says. */
  readonly ttl: number;
  /** Nothing can be concluded: pages were missing with everything running, or the visitor was late. */
  readonly tooBusy: boolean;
  readonly rows: readonly SpofRow[];
  readonly visits: readonly Visit[];
}

// ── deploy ───────────────────────────────────────────────────────────────────────────────────────────────

export type DeployAction =
  'nothing' | 'reload-web' | 'restart-web' | 'replace-app' | 'restart-app' | 'restart-db';

/** What it cost the visitors to do one thing. */
export interface DeployRow {
  readonly action: DeployAction;
  /** How long the doing itself took. */
  readonly tookMs: number;
  readonly asked: number;
  readonly failed: number;
  readonly saw: readonly string[];
  /** The longest time without a good answer. */
  readonly gapMs: number;
  /** Of the good answers, from when they were to be asked for. */
  readonly slowestMs: number;
}

export interface DeployResult {
  readonly drill: 'deploy';
  /** A page that needs every part. */
  readonly path: string;
  /** Requests a second. */
  readonly rate: number;
  /** Nothing can be concluded: requests failed while nothing was done, or the visitor was late. */
  readonly tooBusy: boolean;
  readonly rows: readonly DeployRow[];
  readonly visits: readonly Visit[];
}

// ── traffic ──────────────────────────────────────────────────────────────────────────────────────────────

/** Cores that were used: 0.5 is half of one. */
export interface CoresUsed {
  /** The busiest worker of the web server: a worker is one thread. */
  readonly web: number;
  /** The thread in which the program runs. */
  readonly app: number;
  /** All threads of the database server. */
  readonly db: number;
  /** Everything on this computer. */
  readonly all: number;
  /** What neither the parts nor the visitor used. */
  readonly others: number;
}

export interface TrafficStep extends LoadStep {
  /** Requests made in it, and those that failed. */
  readonly asked: number;
  readonly failed: number;
  readonly saw: readonly string[];
  /** How often the web server had no connection left for a request. */
  readonly outOfConnections: number;
  /** Absent where the system does not tell. */
  readonly cores?: CoresUsed;
}

/** What there was no more of. `waiting`: no part used all that it can use, so they waited for something else. */
export type TrafficLimit = 'web' | 'app' | 'db' | 'all' | 'connections' | 'waiting' | 'not-read';

export interface TrafficResult {
  readonly drill: 'traffic';
  readonly path: string;
  /** The visitor's, at most. */
  readonly connections: number;
  readonly cores: number;
  /** By load. */
  readonly steps: readonly TrafficStep[];
  readonly knee: Knee<TrafficStep>;
  /** Only with a knee. */
  readonly limit?: TrafficLimit;
}

// ── while it runs ────────────────────────────────────────────────────────────────────────────────────────

/** What there is to show of a drill that is running. */
export interface DrillProgress {
  readonly phases: readonly string[];
  /** Which of them is running now. */
  readonly at: number;
  readonly pages: readonly string[];
  readonly visits: readonly Visit[];
  /** What was measured at each load so far. */
  readonly steps?: readonly LoadStep[];
  /** The same clock as the visits'. */
  readonly now: number;
}
