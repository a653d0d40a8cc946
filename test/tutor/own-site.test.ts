import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lookOn, type LookWorld } from '../../src/cli/lesson-look.ts';
import { withSiteLooks } from '../../src/cli/site-looks.ts';
import { startStack, type Stack } from '../../src/lab/stack.ts';
import { labTarget } from '../../src/lab/target.ts';
import { parseSite } from '../../src/model/site.ts';
import { plainScreen } from '../../src/model/screen.ts';
import { LookUnavailable } from '../../src/tutor/looks.ts';
import { lookAtSite } from '../../src/tutor/own-site.ts';
import { feedbackText } from '../../src/tutor/page.ts';
import type { LookSpec, PredictStep } from '../../src/tutor/types.ts';
import { scripted } from './scripted-terminal.ts';

/** A site of one's own stands in for the lab where a look can be made there; here another lab plays that site. */

test.each<[LookSpec, LookSpec | undefined]>([
  [
    { see: 'journey', name: 'wwww.foobar.com' },
    { see: 'journey', name: 'wwww.shop.example' },
  ],
  [
    { see: 'records', name: 'www.foobar.com', missing: 'shop.foobar.com' },
    { see: 'records', name: 'www.shop.example', missing: 'shop.shop.example' },
  ],
  [{ see: 'without', part: 'db', pages: ['static'] }, undefined],
  [{ see: 'database-port' }, undefined],
  [{ see: 'crowd', page: 'program', visitors: 9 }, undefined],
])('%j at www.shop.example: %j', (spec, there) => {
  expect(lookAtSite(spec, 'www.shop.example')).toEqual(there);
});

const step: PredictStep = {
  kind: 'predict',
  form: 'choose',
  ask: '?',
  choices: [
    { text: 'One.', right: false, because: 'No.', misconception: 'one-page-is-one-request', when: 'one' },
    { text: 'More.', right: true, because: 'Yes.', when: 'more' },
  ],
  look: { see: 'page-files' },
  explain: 'So it is.',
};

describe("a site of one's own", () => {
  let stack: Stack;
  let world: LookWorld;
  const { signal } = new AbortController();
  beforeAll(async () => {
    stack = await startStack();
    const target = labTarget(stack.description, parseSite('www.foobar.com'));
    world = {
      withLooks: () => Promise.reject(new LookUnavailable('No lab here.')),
      recordings: () => Promise.resolve({}),
      site: { host: 'www.foobar.com', withLooks: withSiteLooks(target, signal) },
    };
  });
  afterAll(() => stack.stop());

  test('is looked at as a visitor does', async () => {
    const seen = await lookOn(scripted([]), world, step.look);
    expect(seen).toMatchObject({ site: 'www.foobar.com', answer: 'more' });
    expect(feedbackText(step, 'b', seen, plainScreen)).toMatch(
      /^www\.foobar\.com just showed:[\s\S]*Correct\./,
    );
    const walk = await lookOn(scripted([]), world, { see: 'walk', name: 'www.foobar.com' });
    expect(walk).toMatchObject({ site: 'www.foobar.com', answer: '2' });
  });

  test('may be built in another way, and is not called wrong for it', () => {
    const seen = { lines: ['1. GET /: 200'], answer: 'one', site: 'www.foobar.com' };
    const text = feedbackText(step, 'a', seen, plainScreen);
    expect(text).toContain('You predicted what was seen. A site may be built in another way');
    expect(text).toContain('On a healthy lab: More.');
    expect(text).not.toContain('trust what you saw');
  });

  test('is left alone where something is stopped, measured or counted', async () => {
    expect(await lookOn(scripted([]), world, { see: 'memory' })).toMatchObject({
      unavailable: 'No lab here.',
    });
  });

  test('that cannot be looked at is said to be so, and the lab is looked at', async () => {
    const offline = {
      host: 'www.foobar.com',
      withLooks: () => Promise.reject(new LookUnavailable('DNS is silent.')),
    };
    const seen = await lookOn(scripted([]), { ...world, site: offline }, step.look);
    expect(seen.lines[0]).toBe('(www.foobar.com was not looked at: DNS is silent.)');
    expect(seen.site).toBeUndefined();
  });
});
