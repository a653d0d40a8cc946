import { afterAll, expect, test } from 'vitest';
import { given, isWell, lessonSite } from '../support/lesson-site.ts';
import { hands, notSeen, typeIn, type PrintedHand } from '../support/hands.ts';
import type { Shop } from '../support/shop.ts';
import { makeStage, staged } from '../support/stage.ts';

/** Every command that a lesson prints is typed on one machine, and shows what the lesson says; then the site is well. */

const stage = makeStage();
let site: Promise<Shop> | undefined;

afterAll(() => stage.end());

const unseen = async (on: Shop, hand: PrintedHand): Promise<readonly string[]> => {
  const typed = await typeIn(on, hand);
  return typed.flatMap((one, at) =>
    notSeen(hand.shows[at] ?? [], one).map(
      (sign) => `${one.command}\nhas to show: ${sign}\nand printed:\n${one.seen}`,
    ),
  );
};

for (const hand of hands) {
  const place = `${hand.file}:${hand.line}`;
  test(
    place,
    staged(async () => {
      site ??= lessonSite(stage);
      const on = await site;
      if (hand.given !== undefined) await given[hand.given]?.(on);
      const problems = await unseen(on, hand);
      await isWell(on);
      expect(problems.map((problem) => `${place} ${problem}`).join('\n\n')).toBe('');
    }),
  );
}
