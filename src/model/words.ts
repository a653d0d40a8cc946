/** One step of a repair, with what it can cost. */
export interface Fix {
  readonly say: string;
  readonly run?: string;
  readonly where: 'you' | 'server';
  readonly risk?: string;
  readonly undo?: string;
  readonly verify: string;
}

/** How another cause that looks the same is told apart. */
export interface Alternative {
  readonly cause: string;
  readonly tellApart: string;
}

export interface CauseWords {
  /** What is wrong, in one sentence. */
  readonly says: string;
  /** Why that which was seen proves it. */
  readonly proof: string;
  readonly fix: readonly Fix[];
  readonly alternatives: readonly Alternative[];
}

/** The words of one check: the Markdown file beside it, read when the program is built. */
export interface CheckWords {
  /** The healthy condition, as a sentence. */
  readonly title: string;
  /** What a visitor loses when it does not hold. */
  readonly why: string;
  /** `topic/lesson`. */
  readonly lesson: string;
  readonly causes: Readonly<Record<string, CauseWords>>;
}
