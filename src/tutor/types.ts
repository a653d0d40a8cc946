import type { Hop } from '../model/hops.ts';
import type { LabEdit, LabShape } from '../model/lab-shape.ts';
import type { Vantage } from '../model/probe.ts';
import type { SeenAll } from './expect/kind.ts';
import type { Expectation } from './expectations.ts';
import type { Choose, Question } from './questions/question.ts';

/** A page of the lab's site, by what makes it. */
export type PageKind = 'static' | 'program' | 'data';

/** A part of the lab that can be stopped. */
export type Part = 'web' | 'app' | 'db';

/** What a lesson looks at on the lab: a closed list, performed by `look.ts`. */
export type LookSpec =
  | { readonly see: 'journey'; readonly name: string }
  | { readonly see: 'records'; readonly name: string; readonly missing: string }
  | { readonly see: 'existence'; readonly names: readonly string[] }
  | { readonly see: 'walk'; readonly name: string }
  | { readonly see: 'programs' }
  | { readonly see: 'memory' }
  | { readonly see: 'database-port' }
  | { readonly see: 'second-visit' }
  | { readonly see: 'page-files' }
  | { readonly see: 'ports' }
  | { readonly see: 'certificate'; readonly name: string }
  | { readonly see: 'headers'; readonly header: string }
  | { readonly see: 'without'; readonly part: Part; readonly pages: readonly PageKind[] }
  | { readonly see: 'new-code' }
  | { readonly see: 'restart'; readonly part: Part; readonly page: PageKind }
  | { readonly see: 'crowd'; readonly page: PageKind; readonly visitors: number };

/** What a look saw: lines to read, and one word that says which prediction came true. */
export interface Seen {
  readonly lines: readonly string[];
  readonly answer?: string;
  /** The learner's own site, where that was looked at and not a lab. */
  readonly site?: string;
  /** Why nothing could be looked at. */
  readonly unavailable?: string;
  /** Nothing could be looked at now; this was seen at another time, on another computer. */
  readonly recorded?: Pick<Recording, 'takenAt' | 'software'>;
}

/** What a look saw on a healthy lab, kept for computers on which no lab runs. */
export interface Recording {
  /** ISO 8601. */
  readonly takenAt: string;
  /** As each part named itself. */
  readonly software: readonly string[];
  readonly lines: readonly string[];
  readonly answer?: string;
}

/** A look, as JSON → what it saw. */
export type Recordings = Readonly<Record<string, Recording>>;

export type Block =
  | { readonly kind: 'prose'; readonly text: string }
  | { readonly kind: 'map'; readonly light: Hop | 'all' }
  | { readonly kind: 'check'; readonly id: string }
  | { readonly kind: 'drill'; readonly id: string }
  | { readonly kind: 'hand'; readonly where: 'you' | 'server'; readonly run: string; readonly says: string };

export interface ScreenStep {
  readonly kind: 'screen';
  readonly blocks: readonly Block[];
}

export type PredictStep = Choose & {
  readonly kind: 'predict';
  readonly look: LookSpec;
  readonly explain: string;
};

export type QuizStep = Question & { readonly kind: 'quiz' };

export type Step = ScreenStep | PredictStep | QuizStep;

/** One lesson: `lessons/<topic>/<name>.md`, read when the program is built. */
export interface Lesson {
  /** `topic/name`. */
  readonly id: string;
  readonly topic: string;
  readonly title: string;
  /** Absent: the lesson is about the design as a whole. */
  readonly hop?: Hop;
  readonly minutes: number;
  /** Lessons that come before this one. */
  readonly after: readonly string[];
  /** Points of the course's rubric (`B3`) and misconceptions that it clears up. */
  readonly teaches: readonly string[];
  readonly takeaway: string;
  readonly steps: readonly Step[];
}

/** A wrong idea. */
export interface Misconception {
  /** What stands against it, in one sentence or two. */
  readonly fact: string;
  /** What somebody says who has it, in other words than the lessons. */
  readonly wrong: string;
  /** What somebody says who has not. */
  readonly right: string;
}

export type Misconceptions = Readonly<Record<string, Misconception>>;

export interface Requirement {
  readonly id: string;
  readonly says: string;
  readonly expect: Expectation;
  /** From strategy to a worked answer. */
  readonly hints: readonly string[];
  readonly needs: readonly string[];
  /** Without it the exercise can be passed: what it is about may not be there (a second server). */
  readonly optional?: true;
}

/** Something that is almost right, and why each requirement that it misses is refused. */
export interface NearMiss {
  readonly name: string;
  readonly seen: SeenAll;
  /** Requirement id → reason. Every other requirement succeeds or is skipped. */
  readonly fails: Readonly<Record<string, string>>;
}

/** What somebody does to the files, the database or the programs of the lab. Paths are those in its directory. */
export type LabStep =
  | { readonly edit: LabEdit }
  | { readonly write: { readonly file: string; readonly text: string } }
  /** As the administrator of the database. */
  | { readonly sql: string }
  /** A line for the shell, in the lab's directory. */
  | { readonly run: string }
  | { readonly reload: 'dns' | 'web' | 'app' | 'db' };

/** The exercise on the lab: what it is like at the start, and what solves it. */
export interface ExerciseLab {
  /** The name of the site: over plain HTTP without a redirect, or as visitors know it. */
  readonly as: 'www.foobar.localhost' | 'www.foobar.com';
  readonly shape: LabShape;
  /** Which files it is about, and what lies in them. */
  readonly where: string;
  /** The account of the database that the task is about; the password is for the lab alone. */
  readonly login?: { readonly user: string; readonly password: string; readonly schema?: string };
  /** The port that the task names for the program, which has another one in the lab. */
  readonly appPort?: number;
  readonly solution: readonly LabStep[];
  /** The same on a real server: what is done instead of the solution, and why it is refused. */
  readonly nearMisses: readonly {
    readonly name: string;
    readonly steps: readonly LabStep[];
    readonly fails: Readonly<Record<string, string>>;
  }[];
}

/** One exercise: `lessons/<topic>/<name>.exercise.md`. */
export interface Exercise {
  readonly id: string;
  readonly title: string;
  readonly project: string;
  readonly hop: Hop;
  readonly vantage: Vantage;
  /** The lesson that teaches it. */
  readonly lesson: string;
  readonly requirements: readonly Requirement[];
  readonly task: string;
  /** On the lab; or why the lab cannot take the shape. */
  readonly lab: ExerciseLab | string;
  readonly examples: {
    readonly unsolved: SeenAll;
    readonly solved: SeenAll;
    readonly nearMisses: readonly NearMiss[];
  };
}
