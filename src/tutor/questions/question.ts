/** One answer that can be chosen. */
export interface Choice {
  readonly text: string;
  readonly right: boolean;
  /** Why it is right, or why it is not. */
  readonly because: string;
  /** The wrong idea behind a wrong choice: an id of `lessons/misconceptions.yaml`. */
  readonly misconception?: string;
  /** The answer of a look at which this choice is what was seen. */
  readonly when?: string;
}

/** One choice is right. */
export interface Choose {
  readonly form: 'choose';
  readonly ask: string;
  readonly choices: readonly Choice[];
}

/** Several choices are right; all of them are wanted and no other. */
export interface Several {
  readonly form: 'several';
  readonly ask: string;
  readonly choices: readonly Choice[];
}

/** A thing that has its place behind the one before it. */
export interface Placed {
  readonly text: string;
  /** Why it cannot come before the one before it. The first needs none. */
  readonly because?: string;
  /** The wrong idea of those who put it before that one. */
  readonly misconception?: string;
}

/** Things to put in order; they stand here in the right one. */
export interface Order {
  readonly form: 'order';
  readonly ask: string;
  readonly items: readonly Placed[];
}

export interface Pair {
  readonly left: string;
  readonly right: string;
  readonly because: string;
  /** The wrong idea of those who give this one another partner. */
  readonly misconception: string;
}

/** Each thing on the left has one partner on the right. */
export interface Match {
  readonly form: 'match';
  readonly ask: string;
  readonly pairs: readonly Pair[];
}

/** A word or a number that is typed. */
export interface Fill {
  readonly form: 'fill';
  readonly ask: string;
  /** Any of them is right; compared without case, spaces and a full stop at the end. */
  readonly answers: readonly string[];
  readonly because: string;
  /** Wrong answers that have a reason of their own. */
  readonly wrong: readonly {
    readonly answers: readonly string[];
    readonly because: string;
    readonly misconception: string;
  }[];
}

export interface Point {
  readonly text: string;
  /** The wrong idea that may stand behind its absence. */
  readonly misconception: string;
}

/** Said in the learner's own words, which the learner then holds against what belongs into an answer. */
export interface Say {
  readonly form: 'say';
  readonly ask: string;
  readonly points: readonly Point[];
}

export type Question = Choose | Several | Order | Match | Fill | Say;

/** Something to pick or to put somewhere, and the sign by which it is named. */
export interface Offered {
  readonly mark: string;
  readonly text: string;
}

/** An answer, judged. Texts are Markdown. */
export interface Mark {
  readonly right: boolean;
  /** What is wrong with it, one thing each. */
  readonly mistakes: readonly string[];
  /** The right answer. */
  readonly solution: string;
  /** Why that is right. */
  readonly because: readonly string[];
  /** The wrong ideas that it shows. */
  readonly missed: readonly string[];
}

/** One way of asking. An answer is kept as the text by which it is given: `b`, `ac`, `cab`, `80`. */
export interface Form<Q extends Question> {
  /** What is shown below the question. */
  offered(question: Q): readonly Offered[];
  /** How an answer is typed, to go on in "Type …". */
  how(question: Q): string;
  /** The answer that was typed, as it is kept; none when it is not an answer to this question. */
  read(question: Q, typed: string): string | undefined;
  mark(question: Q, answer: string): Mark;
}
