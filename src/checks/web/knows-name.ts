import { defineCheck, found, ok, unknown, type Example, type Judgement } from '../../model/check.ts';
import type { HttpExchange } from '../../model/seen/http.ts';
import { asIs, page, together } from '../../model/example.ts';
import { hostIn } from '../../model/http.ts';
import type { NginxSeen, NginxServer } from '../../model/seen/nginx.ts';
import { nameSeen, type NameCause } from '../../model/name-cause.ts';
import { namesTwice } from '../../model/nginx-names.ts';
import type { Site } from '../../model/site.ts';

type Cause = NameCause | 'by-default' | 'name-twice';

const placeOf = ({ file, line }: NginxServer): string => `${file}, line ${line}`;

/** It is for every name on purpose. */
const isForAll = ({ names }: NginxServer): boolean =>
  names.every((name) => name === '_' || name === '' || name.startsWith('~'));

const judgeOne = (exchange: HttpExchange, nginx: NginxSeen): Judgement<Cause> => {
  const subject = `${hostIn(exchange.url)} at port ${exchange.port}`;
  const seen = nameSeen(nginx, exchange);
  if (!seen) return unknown(subject, `which server block answers for ${subject} cannot be told`);
  const { answering, cause, near } = seen;
  const place = placeOf(answering.server);
  if (answering.isByName) return ok(subject, `the server block in ${place} holds the name`);
  if (cause === 'misspelt' && near)
    return found(
      cause,
      subject,
      `no server block holds the name, the one in ${placeOf(near.server)} holds ${near.name}, and the one in ${place} answers`,
    );
  if (cause === 'not-named')
    return found(
      cause,
      subject,
      `no server block holds the name, and the one in ${place} answers with the page of the package`,
    );
  return isForAll(answering.server)
    ? ok(subject, `the server block in ${place} answers for every name`)
    : found(
        'by-default',
        subject,
        `no server block holds the name, and the one in ${place} answers as the default`,
      );
};

const judgeTwice = (nginx: NginxSeen, { ascii, twin }: Site): Judgement<Cause>[] =>
  namesTwice(nginx)
    .filter(({ name }) => name === ascii || name === twin)
    .slice(0, 2)
    .map(({ name, first, second }) =>
      found(
        'name-twice',
        name,
        `${name} stands in ${placeOf(first)}, and again in ${placeOf(second)}, where it is ignored`,
      ),
    );

const isFirst = ({ subject }: Judgement, at: number, all: readonly Judgement[]): boolean =>
  all.findIndex((one) => one.subject === subject) === at;

const servers =
  (edit: (all: readonly NginxServer[]) => readonly NginxServer[]): Example =>
  (seen) => {
    const { nginx } = seen.evidence;
    return {
      ...seen,
      evidence: { ...seen.evidence, nginx: { ...nginx, servers: edit(nginx.servers) } },
    };
  };

const named = (...names: readonly string[]): Example =>
  servers((all) => all.map((one) => ({ ...one, names })));

/** One more block at each port, before the others. */
const before = (names: readonly string[]): Example =>
  servers((all) => [...all.map((one) => ({ ...one, line: one.line + 20, names, locations: [] })), ...all]);

const welcome = page({ body: '<html><head><title>Welcome to nginx!</title></head></html>' });

export default defineCheck({
  claim: false,
  needs: ['nginx', 'http'],
  uses: [],
  judge({ nginx, http }, { target: { site } }): Judgement<Cause>[] {
    const steps = http.visits
      .flatMap((visit) => visit.steps)
      .filter(({ url, outcome }) => hostIn(url) === site.ascii && outcome !== 'connect');
    const judged = [...steps.map((step) => judgeOne(step, nginx)), ...judgeTwice(nginx, site)].filter(
      isFirst,
    );
    // Where the name is missing and visitors notice it, it need not be said that it is missing elsewhere, too.
    const isMissed = judged.some(({ cause }) => cause === 'misspelt' || cause === 'not-named');
    const all = isMissed ? judged.filter(({ cause }) => cause !== 'by-default') : judged;
    return all.length > 0 ? all : [unknown(site.shown, 'no request came to a server block of Nginx')];
  },
  causes: {
    misspelt: {
      status: 'broken',
      strength: 'likely',
      example: together(named('ww.foobar.com'), before(['_'])),
    },
    'not-named': { status: 'broken', strength: 'confirmed', example: together(named('shop.com'), welcome) },
    'by-default': { status: 'note', strength: 'confirmed', example: named('shop.com') },
    'name-twice': { status: 'warn', strength: 'confirmed', example: before(['www.foobar.com']) },
  },
  examples: {
    ok: [asIs, named('_')],
    unknown: [servers(() => [])],
  },
});
