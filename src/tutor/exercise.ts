import { hintFor, type Reason } from './exercise-hints.ts';
import { cannotTell, locationReason } from './exercise-location.ts';
import type { Exercise, PageExpectation, Requirement, SeenPage, SeenPages } from './types.ts';

export interface Verdict {
  readonly id: string;
  readonly says: string;
  readonly status: 'success' | 'fail' | 'skipped';
  readonly expected: string;
  readonly seen?: string;
  readonly hint?: string;
  /** Why it failed, in one word. */
  readonly reason?: Reason;
}

const unknownPath = '{unknown}';

/** Where a page stands among those that were seen. */
export const pageKey = (path: string, method: 'GET' | 'HEAD'): string =>
  method === 'GET' ? path : `${method} ${path}`;

const quoted = (texts: readonly string[]): string => texts.map((text) => `"${text}"`).join(' or ');

const nameOf = (path: string): string => (path === unknownPath ? 'a path that does not exist' : path);

/** The expectation in words. */
export const expectedOf = (page: PageExpectation): string => {
  const where = page.paths.map(nameOf).join(' or ');
  const parts = [
    page.status === undefined ? 'an answer' : `status ${page.status}`,
    ...(page.text ? [`a body with ${quoted(page.text)}`] : []),
    ...(page.header
      ? [`the header ${page.header.name}${page.header.text ? ` with "${page.header.text}"` : ''}`]
      : []),
    ...(page.location ? ['a Location that leads to another page, not to localhost'] : []),
  ];
  return `${page.method} ${where}: ${parts.join(', ')}`;
};

const header = (page: SeenPage, name: string): string | undefined =>
  page.headers.find(([key]) => key === name.toLowerCase())?.[1];

const excerpt = (body: string): string => {
  const line = body.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 60)}... (cut)` : line;
};

const seenOf = (asked: string, page: SeenPage, expectation: PageExpectation): string => {
  const path = nameOf(asked);
  if (page.outcome !== 'answer') return `${path}: no answer (${page.code ?? page.outcome})`;
  const location = header(page, 'location');
  const body = expectation.text ? [`body "${excerpt(page.body)}"`] : [];
  return [
    `${path}: status ${page.status ?? 0}`,
    ...(location === undefined ? [] : [`Location: ${location}`]),
    ...body,
  ].join(', ');
};

const reasonOf = (
  path: string,
  page: SeenPage,
  expected: PageExpectation,
  host: string,
): Reason | undefined => {
  if (page.outcome === 'connect') return page.code === 'ECONNREFUSED' ? 'refused' : 'unreachable';
  if (page.outcome !== 'answer') return 'no-answer';
  if (expected.status !== undefined && page.status !== expected.status) return 'status';
  if (expected.location) {
    const reason = locationReason(path, header(page, 'location'), host);
    if (reason) return reason;
  }
  if (expected.header) {
    const value = header(page, expected.header.name);
    if (value === undefined || !value.includes(expected.header.text ?? '')) return 'header';
  }
  return expected.text && !expected.text.some((text) => page.body.includes(text)) ? 'text' : undefined;
};

interface Tried {
  readonly path: string;
  readonly page: SeenPage;
  readonly reason: Reason | undefined;
}

/** Passed, with the other spelling of the path answering something else. */
const spelling = (good: Tried, tried: readonly Tried[]): string | undefined => {
  const other = tried.find(({ reason }) => reason !== undefined);
  return (
    other &&
    `${good.path} is right, but ${other.path} is not (${seenOf(other.path, other.page, { paths: [], method: 'GET' })}). A checker may ask for either.`
  );
};

/** What to say although the requirement is met. */
const reminder = (
  good: Tried,
  tried: readonly Tried[],
  expected: PageExpectation,
  host: string,
): string | undefined =>
  expected.location && cannotTell(header(good.page, 'location'), host)
    ? 'Seen from the machine itself. Check once more with the public name: to visitors the redirect must not say localhost.'
    : spelling(good, tried);

const verdictOf = (requirement: Requirement, pages: SeenPages, host: string): Verdict => {
  const { id, says, page: expectation } = requirement;
  const tried = expectation.paths.flatMap((path): Tried[] => {
    const page = pages[pageKey(path, expectation.method)];
    return page ? [{ path, page, reason: reasonOf(path, page, expectation, host) }] : [];
  });
  const base = { id, says, expected: expectedOf(expectation) };
  const good = tried.find(({ reason }) => reason === undefined);
  if (good) {
    const hint = reminder(good, tried, expectation, host);
    return {
      ...base,
      status: 'success',
      seen: seenOf(good.path, good.page, expectation),
      ...(hint ? { hint } : {}),
    };
  }
  const [first] = tried;
  if (!first?.reason) return { ...base, status: 'skipped', hint: 'This page was not asked for.' };
  const { reason, hint } = hintFor(first.reason, first.page, requirement);
  const seen = tried.map((one) => seenOf(one.path, one.page, expectation)).join('; ');
  return { ...base, status: 'fail', seen, hint, reason };
};

const skipped = ({ id, says, page }: Requirement, number: number): Verdict => {
  return {
    id,
    says,
    status: 'skipped',
    expected: expectedOf(page),
    hint: `Not judged: number ${number} has to hold first.`,
  };
};

/** What each requirement comes to, given the pages that were seen on `host`. Pure. */
export const judgeExercise = (
  exercise: Exercise,
  pages: SeenPages,
  host = 'this-site.invalid',
): readonly Verdict[] => {
  const verdicts: Verdict[] = [];
  const isMet = (id: string): boolean => verdicts.some((one) => one.id === id && one.status === 'success');
  for (const requirement of exercise.requirements) {
    const missing = requirement.needs.find((id) => !isMet(id));
    const number = exercise.requirements.findIndex(({ id }) => id === missing) + 1;
    verdicts.push(number === 0 ? verdictOf(requirement, pages, host) : skipped(requirement, number));
  }
  return verdicts;
};

/** Every requirement succeeded. */
export const isPassed = (verdicts: readonly Verdict[]): boolean =>
  verdicts.every(({ status }) => status === 'success');
