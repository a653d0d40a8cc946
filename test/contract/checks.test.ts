import { describe, expect, test } from 'vitest';
import { checks } from '../../src/catalog.ts';
import type { CheckUnit, Example, Judgement } from '../../src/model/check.ts';
import { hops } from '../../src/model/hops.ts';
import { healthy } from '../support/healthy.ts';

/** What every check must satisfy. Reads the folders; never edited when a check is added. */

const judged = (check: CheckUnit, example: Example): readonly Judgement[] => {
  const { evidence, target, now } = example(healthy);
  return check.judge(evidence, { target, now });
};

const causeAt = (path: string): { check: CheckUnit; cause: string } => {
  const cause = path.split('/').at(-1) ?? '';
  const check = checks.find(({ id }) => path === `${id}/${cause}`);
  if (!check?.causes[cause]) throw new Error(`${path} is no cause of the catalogue`);
  return { check, cause };
};

const isSentence = (text: string): boolean => /^[A-Z{"'`].*[^.!?]$/s.test(text) && text.length <= 90;

test('every hop has a check that makes up its claim', () => {
  const claimed = new Set(checks.filter(({ claim }) => claim).map(({ place }) => place));
  expect(hops.filter((hop) => !claimed.has(hop))).toEqual([]);
});

describe.each(checks.map((check) => [check.id, check] as const))('%s', (_, check) => {
  test('has a title that states the healthy condition, and says why it matters', () => {
    expect(check.words.title).toSatisfy(isSentence);
    expect(check.words.why.length).toBeGreaterThan(20);
  });

  test('has words for its causes and for nothing else, in the same order', () => {
    expect(Object.keys(check.words.causes)).toEqual(Object.keys(check.causes));
  });

  test('needs or uses nothing twice', () => {
    const named = [...check.needs, ...check.uses];
    expect(new Set(named).size).toBe(named.length);
  });

  test('says ok to its healthy examples, the shared one first', () => {
    expect(check.examples.ok.length).toBeGreaterThan(0);
    for (const example of check.examples.ok) {
      const statuses = judged(check, example).map(({ status }) => status);
      expect(statuses).not.toContain('cause');
      expect(statuses).toContain('ok');
    }
  });

  test('says unknown to what it cannot tell', () => {
    for (const example of check.examples.unknown ?? []) {
      const judgements = judged(check, example);
      expect(judgements.map(({ status }) => status)).toContain('unknown');
      expect(judgements.map(({ status }) => status)).not.toContain('cause');
    }
  });

  test('judges without a clock of its own, twice the same', () => {
    for (const { example } of Object.values(check.causes))
      expect(judged(check, example)).toEqual(judged(check, example));
  });

  describe.each(Object.entries(check.causes))('%s', (cause, rule) => {
    test('is found in its example', () => {
      expect(judged(check, rule.example).map((judgement) => judgement.cause)).toContain(cause);
    });

    test('says one sentence without a full stop of what was seen, about the subject', () => {
      for (const { because, subject } of judged(check, rule.example)) {
        expect(because).not.toMatch(/\.$|\n/);
        expect(subject).not.toBe('');
      }
    });

    test('has a repair that says how to see that it worked', () => {
      const { fix, says } = check.words.causes[cause] ?? { fix: [], says: '' };
      expect(says).toMatch(/[.]$/);
      expect(fix.length).toBeGreaterThan(0);
    });

    test('is not confirmed when it rests on a manual', () => {
      if (rule.restsOn) expect(rule.strength).toBe('likely');
    });

    test('is not confirmed for what only looks like it', () => {
      for (const { cause: path } of check.words.causes[cause]?.alternatives ?? []) {
        const other = causeAt(path);
        const example = other.check.causes[other.cause]?.example ?? rule.example;
        const mistaken = judged(check, example).filter(
          (judgement) => judgement.cause === cause && (judgement.strength ?? rule.strength) === 'confirmed',
        );
        expect(mistaken, `${path} is taken for ${check.id}/${cause}`).toEqual([]);
      }
    });
  });
});
