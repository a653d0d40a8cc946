import type { HttpExchange, HttpSeen, Visit } from '../model/seen/http.ts';
import { hostIn, isNowhere, whyNotSecured } from '../model/http.ts';
import type { Probe, Unobserved } from '../model/probe.ts';
import type { Site } from '../model/site.ts';
import type { Target } from '../model/target.ts';
import type { World } from './world.ts';

/** A page came. Where a redirect was only looked at, none did. */
const isAnswered = ({ end, next }: Visit): boolean => end === 'answer' && next === undefined;

const answered = ({ visits }: HttpSeen): Visit | undefined =>
  visits.find((visit) => isAnswered(visit) && visit.steps.at(-1)?.url.startsWith('https:')) ??
  visits.find(isAnswered);

/** The visit that shows where a page can be asked for. One that is named may be here although the front page is elsewhere. */
const goodVisit = ({ path }: Target, http: HttpSeen): Visit | undefined =>
  answered(http) ?? (path === undefined ? undefined : http.visits.find(({ end }) => end === 'other-site'));

/** The visit was sent to a page that could not be asked for. That of the twin is nobody's but the redirect's matter. */
const notArrived = (last: HttpExchange, site: Site): Unobserved => {
  const isOwn = hostIn(last.url) === site.ascii;
  const why = last.outcome === 'tls' ? whyNotSecured(last) : 'it accepts no connection';
  if (!isOwn) return { unobserved: `the site sends visitors to ${last.url}; ${why}` };
  return last.outcome === 'tls'
    ? { unobserved: why, blockedBy: 'tls' }
    : { unobserved: `no connection to ${last.url}`, blockedBy: 'server' };
};

const whyNot = ({ end, next, steps }: Visit, site: Site): Unobserved => {
  const last = steps.at(-1);
  const sent = `the site sends visitors to ${next}`;
  switch (end) {
    case 'bad-location':
      return { unobserved: `${sent}, which is no address of a page`, blockedBy: 'web' };
    case 'loop':
    case 'too-many':
      return { unobserved: 'the redirects come to no end', blockedBy: 'web' };
    case 'other-site':
    case 'answer':
      return isNowhere(next ?? '')
        ? { unobserved: `${sent}, which means something else on every computer`, blockedBy: 'web' }
        : { unobserved: `${sent}, which was not followed` };
    case 'untrusted':
    case 'failed':
      if (next !== undefined) return { unobserved: `${sent}, and DNS gave no address for that name` };
      if (last?.outcome === 'tls' || last?.outcome === 'connect') return notArrived(last, site);
      return { unobserved: 'the web server gave no page', blockedBy: 'web' };
  }
};

/** A certificate that is not valid is said before all else: without it there is nothing to go on with. */
const whyNone = ({ visits }: HttpSeen, site: Site): Unobserved => {
  const visit = visits.find(({ end }) => end === 'untrusted') ?? visits[0];
  return visit ? whyNot(visit, site) : { unobserved: 'no page was asked for', blockedBy: 'web' };
};

export default {
  vantage: 'outside',
  needs: ['http'],
  plan: ({ site, ports, path }) =>
    (['http', 'https'] as const).map((scheme) => ({
      probe: 'app',
      protocol: 'tcp',
      to: `${site.shown}${site.twin ? ` or ${site.twin}` : ''}`,
      port: ports[scheme],
      why: path ? `the page ${path}, twice` : 'the front page once more: does a program make it anew?',
    })),
  async look(target, { http }, { gate, userAgent }) {
    if (!http) return { unobserved: 'no page was asked for', blockedBy: 'web' };
    const last = goodVisit(target, http)?.steps.at(-1);
    if (!last) return whyNone(http, target.site);
    const { askHttp } = await import('../net/http.ts');
    const url = target.path ? new URL(target.path, last.url) : new URL(last.url);
    const ask = (): Promise<HttpExchange> =>
      askHttp(gate, { probe: 'app', url, address: last.address, userAgent });
    const first = target.path ? await ask() : last;
    return { named: target.path !== undefined, answers: [first, await ask()] };
  },
} satisfies Probe<'app', 'http', World>;
