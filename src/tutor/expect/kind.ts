import type { GenericSchema } from 'valibot';
import type { HttpFailure } from '../../model/seen/http.ts';
import type { Reached } from '../../model/seen/reached.ts';
import type { FirewallRule, Verdict } from '../../model/seen/firewall.ts';

/** What can be looked at for an exercise: a closed list. */
export interface Asks {
  readonly page: {
    /** `{unknown}` stands for a path that no site has. */
    readonly path: string;
    readonly method: 'GET' | 'HEAD';
    readonly scheme: 'http' | 'https';
    /** Absent: that of the scheme. */
    readonly port?: number;
    /** Asked on the server itself: nobody else has to reach the port. */
    readonly here?: true;
  };
  /** A records, by the resolver. `root` is the domain itself, any other one a name below it. */
  readonly record: { readonly name: string };
  readonly port: { readonly port: number };
  /** Who it is, and what it says to the user that is logged in; one row of a table with it. */
  readonly database: { readonly table?: string };
  /** The programs that take connections, on the server. */
  readonly process: object;
  /** What the firewall of the server lets in. */
  readonly firewall: object;
  /** A path on the server. */
  readonly file: { readonly path: string };
  /** One check of the catalogue. */
  readonly check: { readonly id: string };
}

export type See = keyof Asks;
export type AskOf<S extends See> = Asks[S] & { readonly see: S };
export type Ask = { readonly [S in See]: AskOf<S> }[See];

/** A page as an exercise sees it: the answer, or how the request failed. */
export interface SeenPage {
  readonly outcome: 'answer' | HttpFailure;
  readonly code?: string;
  readonly status?: number;
  /** Names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

export interface SeenRecord {
  /** The resolver's (RFC 1035 §4.1.1): `NOERROR`, `NXDOMAIN`; `SILENT` when nothing came. */
  readonly rcode: string;
  readonly addresses: readonly string[];
  /** The name that an alias gives, when there is one. */
  readonly alias?: string;
}

export interface SeenDatabase {
  readonly state: 'answers' | 'refused' | 'silent' | 'other';
  readonly flavour?: string;
  readonly version?: string;
  /** As whom was logged in, as the database says it: `app@localhost`. */
  readonly account?: string;
  /** Number of the error with which the login was refused. */
  readonly errno?: number;
  /** The password could not be given on this way. */
  readonly notSent?: boolean;
  readonly grants: readonly {
    readonly on: 'global' | 'schema' | 'object';
    readonly may: readonly string[];
  }[];
  /** Of the table that was asked for: how many rows were seen (0 or 1), or the number of the error. */
  readonly rows?: number;
  readonly tableErrno?: number;
}

export interface SeenProgram {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  readonly user: string;
  /** Its first words, joined. */
  readonly line: string;
}

export interface SeenPrograms {
  readonly programs: readonly SeenProgram[];
  readonly listeners: readonly {
    readonly address: string;
    readonly port: number;
    readonly names: readonly string[];
  }[];
}

export interface SeenFirewall {
  /** ufw(8); absent where there is none. */
  readonly ufw?: {
    readonly isActive: boolean;
    readonly incoming?: Verdict;
    readonly rules: readonly Pick<FirewallRule, 'verdict' | 'family' | 'ports' | 'isLimited' | 'isUnclear'>[];
  };
}

export interface SeenFile {
  readonly kind: 'missing' | 'file' | 'folder' | 'link' | 'other';
  readonly owner?: string;
  readonly group?: string;
  /** Of a link: where it leads, as it is written. */
  readonly to?: string;
}

export interface SeenCheck {
  readonly status: string;
  readonly cause?: string;
  readonly because: string;
}

export interface SeenBy {
  readonly page: SeenPage;
  readonly record: SeenRecord;
  readonly port: { readonly state: Reached; readonly code?: string };
  readonly database: SeenDatabase;
  readonly process: SeenPrograms;
  readonly firewall: SeenFirewall;
  readonly file: SeenFile;
  readonly check: SeenCheck;
}

/** Why it could not be looked at, and what would show it. */
export interface Unseen {
  readonly unseen: string;
}

export type Seen = SeenBy[See];

/** Key of what was asked → what was seen there. What is not listed was not asked for. */
export type SeenAll = Readonly<Record<string, Seen | Unseen>>;

/** What is known besides what was seen. */
export interface Context {
  /** As it is sent in the Host header, without a port. */
  readonly host: string;
  /** The address that the server is known to have. */
  readonly address?: string;
  /** The programs as they were when the exercise was started. */
  readonly before?: SeenPrograms;
}

export type Outcome =
  | { readonly status: 'success'; readonly seen: string; readonly hint?: string }
  /** `reason` in one word; without a hint of its own the requirement's first one is given. */
  | { readonly status: 'fail'; readonly reason: string; readonly seen: string; readonly hint?: string }
  | { readonly status: 'skipped'; readonly hint: string };

export interface Answer<S extends See> {
  readonly ask: AskOf<S>;
  readonly seen: SeenBy[S];
}

/** One kind of expectation: how it is written, what has to be looked at, what it comes to. */
export interface Kind<S extends See, Expected> {
  readonly see: S;
  /** As it stands in an exercise. */
  readonly shape: GenericSchema<unknown, Expected>;
  /** As what was seen stands in its examples. */
  readonly seenShape: GenericSchema<unknown, SeenBy[S]>;
  /** Any of them may be as expected. */
  asks(expected: Expected): readonly AskOf<S>[];
  /** Where what was seen stands among all that was seen. */
  key(ask: AskOf<S>): string;
  /** Options without which it cannot be seen on a server of one's own. */
  options?(expected: Expected): readonly string[];
  /** The expectation in words. */
  says(expected: Expected): string;
  /** At least one answer is there. */
  judge(expected: Expected, answers: readonly [Answer<S>, ...Answer<S>[]], context: Context): Outcome;
}

export const fail = (reason: string, seen: string, hint?: string): Outcome => ({
  status: 'fail',
  reason,
  seen,
  ...(hint === undefined ? {} : { hint }),
});

export const success = (seen: string, hint?: string): Outcome => ({
  status: 'success',
  seen,
  ...(hint === undefined ? {} : { hint }),
});

export const skipped = (hint: string): Outcome => ({ status: 'skipped', hint });
