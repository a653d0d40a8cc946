import { createEmptyCard, fsrs, Rating, type Card as FsrsCard } from 'ts-fsrs';

/** When an idea is to be asked about again, and what that rests on; times are ISO 8601. */
export interface Card {
  readonly due: string;
  /** Days after which it is still known with the chance that is aimed at. */
  readonly stability: number;
  /** 1 to 10. */
  readonly difficulty: number;
  readonly reps: number;
  readonly lapses: number;
  readonly state: number;
  readonly learning_steps: number;
  readonly scheduled_days: number;
  readonly elapsed_days: number;
  readonly last_review?: string;
}

/**
 * The Free Spaced Repetition Scheduler. Steps of minutes are for people who stay; who opens a command once a day is asked
 * on another day. After three weeks at the latest it comes again: courses are short.
 */
const scheduler = fsrs({
  request_retention: 0.9,
  maximum_interval: 21,
  enable_fuzz: false,
  enable_short_term: false,
});

const kept = (card: FsrsCard): Card => JSON.parse(JSON.stringify(card)) as Card;

/** A clock that went back (a virtual machine that was paused) would be an interval below zero, which is an error there. */
const notBefore = (now: Date, last: string | undefined): Date =>
  last !== undefined && Date.parse(last) > now.getTime() ? new Date(last) : now;

/** The card after one more answer; the first makes it. */
export const answered = (card: Card | undefined, right: boolean, now: Date): Card => {
  const at = notBefore(now, card?.last_review);
  const before = (card ?? createEmptyCard(at)) as FsrsCard;
  return kept(scheduler.next(before, at, right ? Rating.Good : Rating.Again).card);
};
