import type { CheckId, Strength } from './check.ts';
import type { Evidence, ProbeId } from './evidence.ts';
import type { Hop, Place } from './hops.ts';
import type { Exception, Target } from './target.ts';
import type { Alternative, Fix } from './words.ts';

export type Status = 'ok' | 'warn' | 'broken' | 'unknown' | 'blocked' | 'skipped' | 'error';

/** What is said of a probe that has not ended, or was not part of the run. */
export const notLookedAt = 'not looked at';

/** A check's verdict on one subject. */
export interface Finding {
  readonly id: CheckId;
  readonly hop: Place;
  readonly claim: boolean;
  readonly subject: string;
  readonly status: Status;
  readonly strength?: Strength;
  readonly cause?: string;
  readonly title: string;
  readonly because: string;
  readonly says?: string;
  readonly proof?: string;
  readonly blockedBy?: Hop;
  readonly toConfirm?: string;
  /** The exception by which this finding was left out. */
  readonly ignored?: Exception;
  readonly fix: readonly Fix[];
  readonly alternatives: readonly Alternative[];
  readonly lesson: string;
  readonly evidence: readonly ProbeId[];
}

export interface HopVerdict {
  readonly hop: Hop;
  readonly status: Status;
  readonly strength?: Strength;
  readonly because: string;
  readonly blockedBy?: Hop;
  readonly toConfirm?: string;
  /** `nginx/1.22.1`, as the software names itself. */
  readonly software?: string;
  /** False: a stand-in of ours, not the software that the diagram names. */
  readonly real?: boolean;
  readonly required: boolean;
  readonly findings: readonly CheckId[];
}

/** The one value that every renderer reads. */
export interface Report {
  readonly tool: { readonly name: string; readonly version: string };
  readonly target: Target;
  readonly takenAt: Date;
  readonly durationMs: number;
  readonly tester: { readonly status: Status; readonly because: string };
  readonly hops: readonly HopVerdict[];
  readonly firstBroken: {
    readonly hop: Hop;
    readonly finding: CheckId;
    readonly subject: string;
    readonly cause: string;
  } | null;
  readonly findings: readonly Finding[];
  readonly evidence: Partial<Evidence>;
  readonly unobserved: Partial<Record<ProbeId, string>>;
  readonly interrupted: boolean;
}
