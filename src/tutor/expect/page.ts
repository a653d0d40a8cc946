import { fail, success, type Answer, type AskOf, type Context, type Kind, type SeenPage } from './kind.ts';
import { cannotTell, httpsReason, locationReason, trimmed } from './location.ts';
import { hintFor, type PageReason } from './page-hints.ts';
import { seenShape, shape, type HeaderExpectation, type PageExpectation } from './page-shape.ts';

const quoted = (texts: readonly string[]): string => texts.map((text) => `"${text}"`).join(' or ');

const nameOf = ({ path: asked, scheme, port }: AskOf<'page'>): string => {
  const named = asked === '{unknown}' ? 'a path that does not exist' : asked;
  const over = scheme === 'https' ? ' over https' : '';
  return `${named}${over}${port === undefined ? '' : ` at port ${port}`}`;
};

const asks = ({ paths, method, scheme, port, at }: PageExpectation): readonly AskOf<'page'>[] =>
  paths.map((asked) => ({
    see: 'page',
    path: asked,
    method,
    scheme,
    ...(port === undefined ? {} : { port }),
    ...(at === undefined ? {} : { here: true }),
  }));

const says = (page: PageExpectation): string => {
  const { header, location } = page;
  const value = header?.text ? ` with "${header.text}"` : header?.holds ? ' with the name of the server' : '';
  const parts = [
    page.status === undefined ? 'an answer' : `status ${page.status}`,
    ...(page.text ? [`a body with ${quoted(page.text)}`] : []),
    ...(header ? [`the header ${header.name}${value}`] : []),
    ...(location === 'elsewhere' ? ['a Location that leads to another page, not to localhost'] : []),
    ...(location === 'https' ? ['a Location that leads to the same page over https'] : []),
  ];
  return `${page.method} ${asks(page).map(nameOf).join(' or ')}: ${parts.join(', ')}`;
};

const valueOf = (page: SeenPage, name: string): string | undefined =>
  page.headers.find(([key]) => key === name.toLowerCase())?.[1];

const excerpt = (body: string): string => {
  const line = body.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 60)}... (cut)` : line;
};

/** Headers that say something of what was asked for; all others stay unsaid. */
const shownHeaders = (page: SeenPage, { header }: Partial<PageExpectation>): readonly string[] =>
  ['Location', ...(header ? [header.name] : [])].flatMap((name) => {
    const value = valueOf(page, name);
    return value === undefined ? [] : [`${name}: ${value}`];
  });

const seenOf = (ask: AskOf<'page'>, page: SeenPage, expected: Partial<PageExpectation>): string => {
  if (page.outcome !== 'answer') return `${nameOf(ask)}: no answer (${page.code ?? page.outcome})`;
  return [
    `${nameOf(ask)}: status ${page.status ?? 0}`,
    ...shownHeaders(page, expected),
    ...(expected.text ? [`body "${excerpt(page.body)}"`] : []),
  ].join(', ');
};

/** `XX-web-01`, `[STUDENT_ID]-web-01`, a variable that nobody filled in. */
const placeholder = /^(?:$|XX|\[|\$|<|hostname$)/i;

const headerReason = (
  page: SeenPage,
  { name, text, holds }: HeaderExpectation,
  host: string,
): PageReason | undefined => {
  const value = valueOf(page, name);
  if (value === undefined) return 'header';
  if (text !== undefined && !value.includes(text)) return 'header-value';
  const site = host.replace(/^www\./, '');
  const isName = !placeholder.test(value.trim()) && ![site, `www.${site}`].includes(value.trim());
  return holds === undefined || isName ? undefined : 'header-value';
};

const notAnswered = ({ outcome, code }: SeenPage): PageReason | undefined => {
  if (outcome === 'connect') return code === 'ECONNREFUSED' ? 'refused' : 'unreachable';
  if (outcome === 'tls') return 'certificate';
  return outcome === 'answer' ? undefined : 'no-answer';
};

const leads = (
  { path: asked }: AskOf<'page'>,
  page: SeenPage,
  { location }: PageExpectation,
  host: string,
): PageReason | undefined => {
  if (location === undefined) return undefined;
  return (location === 'https' ? httpsReason : locationReason)(asked, valueOf(page, 'location'), host);
};

const reasonOf = (
  ask: AskOf<'page'>,
  page: SeenPage,
  expected: PageExpectation,
  host: string,
): PageReason | undefined => {
  const missing = notAnswered(page);
  if (missing) return missing;
  if (expected.status !== undefined && page.status !== expected.status) return 'status';
  const wrong =
    leads(ask, page, expected, host) ??
    (expected.header ? headerReason(page, expected.header, host) : undefined);
  if (wrong) return wrong;
  return expected.text && !expected.text.some((text) => page.body.includes(text)) ? 'text' : undefined;
};

interface Tried extends Answer<'page'> {
  readonly reason: PageReason | undefined;
}

/** Passed, with the other spelling of the path answering something else. */
const spelling = (good: Tried, tried: readonly Tried[]): string | undefined => {
  const same = (one: Tried): boolean => trimmed(one.ask.path) === trimmed(good.ask.path);
  const other = tried.find((one) => one.reason !== undefined && same(one));
  return (
    other &&
    `${good.ask.path} is right, but ${other.ask.path} is not (${seenOf(other.ask, other.seen, {})}). A checker may ask for either.`
  );
};

/** What to say although the requirement is met. */
const reminder = (
  good: Tried,
  tried: readonly Tried[],
  { location }: PageExpectation,
  host: string,
): string | undefined =>
  location === 'elsewhere' && cannotTell(valueOf(good.seen, 'location'), host)
    ? 'Seen from the machine itself. Check once more with the public name: to visitors the redirect must not say localhost.'
    : spelling(good, tried);

export const page: Kind<'page', PageExpectation> = {
  see: 'page',
  shape,
  seenShape,
  asks,
  options: ({ at }) => (at === 'server' ? ['--inside'] : []),
  key: ({ path: asked, method, scheme, port, here }) =>
    [
      ...(here ? ['here'] : []),
      ...(method === 'GET' ? [] : [method]),
      ...(scheme === 'http' ? [] : [scheme]),
      ...(port === undefined ? [] : [`:${port}`]),
      asked,
    ].join(' '),
  says,
  judge(expected, answers, { host }: Context) {
    const tried = answers.map((answer): Tried => {
      return { ...answer, reason: reasonOf(answer.ask, answer.seen, expected, host) };
    });
    const good = tried.find(({ reason }) => reason === undefined);
    if (good) return success(seenOf(good.ask, good.seen, expected), reminder(good, tried, expected, host));
    const [{ seen }] = answers;
    const { reason, hint } = hintFor(tried[0]?.reason ?? 'no-answer', seen, expected);
    return fail(reason, tried.map((one) => seenOf(one.ask, one.seen, expected)).join('; '), hint);
  },
};
