import { backendsOf, behindNginx, passesOf, shownBackend } from './arrow.ts';
import type { Evidence } from './evidence.ts';
import type { HttpExchange } from './seen/http.ts';
import { gatewayCause, isFrozen, waitedInVain } from './gateway.ts';
import type { NginxSeen } from './seen/nginx.ts';
import { isFrozenAt } from './listening.ts';
import { serversFor } from './nginx-names.ts';
import { isSlow } from './slow.ts';
import type { Target } from './target.ts';

/** A page that a program behind Nginx began, and did not finish while somebody waited for it, or finished late. */
export interface HungPage {
  readonly page: HttpExchange;
  /** To whom Nginx hands it on, as Nginx writes it. */
  readonly upstream?: string;
  /** Nginx had not given up on the program when we gave up on Nginx. */
  readonly isSilent: boolean;
  /** It comes, after two seconds and more. */
  readonly isLate?: true;
}

type Seen = Partial<Pick<Evidence, 'nginx' | 'listeners' | 'processes' | 'http' | 'app' | 'errors'>>;

/** Nginx gave up on the program, and says so in its log. */
const givenUp = ({ site }: Target, seen: Seen): HungPage | undefined => {
  const page = seen.app?.answers.find(({ status }) => status === 504);
  const isOpen = page && gatewayCause(seen, site.ascii, page.url)?.cause === 'no-answer-in-time';
  const upstream = isOpen && seen.errors ? waitedInVain(seen.errors, site.ascii, page.url) : undefined;
  return page && upstream !== undefined ? { page, upstream, isSilent: false } : undefined;
};

/** `http://127.0.0.1:8000/page`, when there is one place only to which requests are handed on, and by this protocol. */
const upstreamFor = (nginx: NginxSeen, name: string, { url }: HttpExchange): Pick<HungPage, 'upstream'> => {
  const [pass, ...more] = passesOf(serversFor(nginx, name));
  const [backend, ...others] = pass ? backendsOf(nginx, pass) : [];
  const isPlain =
    pass?.kind === 'proxy' && /^http:\/\/[^/]+\/?$/.test(pass.to.replace(/unix:[^:]*:?/, 'unix'));
  if (!backend || !isPlain || more.length > 0 || others.length > 0) return {};
  const place = backend.kind === 'unix' ? `unix:${backend.path}:` : shownBackend(backend);
  return { upstream: `http://${place}${new URL(url).pathname}` };
};

/** The visitor has waited for as long as we do, and Nginx is still waiting for the program: its usual time is a minute. */
const stillWaiting = ({ site }: Target, seen: Seen): HungPage | undefined => {
  const { nginx, listeners, processes, http } = seen;
  const page = http?.visits
    .flatMap(({ steps }) => steps.slice(-1))
    .toSorted((a, b) => Number(b.url.startsWith('https:')) - Number(a.url.startsWith('https:')))
    .find(({ outcome }) => outcome === 'silent');
  if (!page || !nginx || !listeners) return undefined;
  const behind = behindNginx(nginx, listeners, site.ascii);
  if (behind.length === 0 || isFrozen(behind, processes) || isFrozenAt(seen, page)) return undefined;
  return { page, ...upstreamFor(nginx, site.ascii, page), isSilent: true };
};

/** It comes, each time late. */
const late = ({ site }: Target, { app, nginx, listeners }: Seen): HungPage | undefined => {
  const [page] = app?.answers ?? [];
  if (!page || !app || !isSlow(app) || !nginx || !listeners) return undefined;
  if (behindNginx(nginx, listeners, site.ascii).length === 0) return undefined;
  return { page, ...upstreamFor(nginx, site.ascii, page), isSilent: false, isLate: true };
};

export const hungPage = (target: Target, seen: Seen): HungPage | undefined =>
  givenUp(target, seen) ?? stillWaiting(target, seen) ?? late(target, seen);
