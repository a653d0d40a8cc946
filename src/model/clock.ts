import type { AppSeen } from './seen/app.ts';
import type { HttpExchange, HttpSeen } from './seen/http.ts';
import { headerOf } from './http.ts';

/** Milliseconds. A run takes half a minute at most, and nothing checks times more closely than this. */
const tolerated = 5 * 60_000;

/** What an answer says that the time is (RFC 9110 §6.6.1). One from a cache (RFC 9111 §5.1) was written earlier. */
const timeIn = (answer: HttpExchange): number | undefined => {
  if (headerOf(answer, 'age') !== undefined) return undefined;
  const time = Date.parse(headerOf(answer, 'date') ?? '');
  return Number.isNaN(time) ? undefined : time;
};

/**
 * By how many milliseconds the clocks that answered are ahead of ours, the least of them; negative when they are
 * behind. Nothing when they agree within five minutes, contradict one another, or none was seen. Which of the two
 * clocks is wrong, this does not say.
 */
export const clockOffset = (
  { http, app }: { readonly http?: HttpSeen; readonly app?: AppSeen },
  now: Date,
): number | undefined => {
  const answers = [...(http?.visits ?? []).flatMap(({ steps }) => steps), ...(app?.answers ?? [])];
  const offsets = answers.flatMap((answer) => {
    const time = timeIn(answer);
    return time === undefined ? [] : [time - now.getTime()];
  });
  const [least] = offsets.toSorted((a, b) => Math.abs(a) - Math.abs(b));
  if (least === undefined || Math.abs(least) <= tolerated) return undefined;
  return offsets.every((offset) => Math.sign(offset) === Math.sign(least)) ? least : undefined;
};
