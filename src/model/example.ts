import type { Example, Observation } from './check.ts';
import type { CertificateSeen, TlsHandshake } from './seen/tls.ts';
import type { DatabaseFacts, MysqlAttempt } from './seen/mysql.ts';
import type { DnsExchange } from './seen/dns.ts';
import type { Evidence } from './evidence.ts';
import type { HttpExchange } from './seen/http.ts';
import type { TcpAttempt } from './seen/tcp.ts';
import type { LogEntry } from './seen/logs.ts';
import type { NginxError } from './seen/errors.ts';
import type { Target } from './target.ts';

/** Patches of the one healthy observation: each says in a line what would have been seen instead. */

type Change<T> = (held: T) => T;

/** One part of what was seen, changed. */
export const change =
  <Key extends keyof Evidence>(key: Key, edit: Change<Evidence[Key]>): Example =>
  (healthy) => ({ ...healthy, evidence: { ...healthy.evidence, [key]: edit(healthy.evidence[key]) } });

/** Several patches, one after the other. */
export const together =
  (...examples: readonly Example[]): Example =>
  (healthy) =>
    examples.reduce<Observation>((observation, example) => example(observation), healthy);

export const asIs: Example = (healthy) => healthy;

/** Nothing of this was seen. */
export const unseen =
  (key: keyof Evidence): Example =>
  ({ evidence: { [key]: _, ...evidence }, ...rest }) => ({
    ...rest,
    evidence: evidence as unknown as Evidence,
  });

/** The configuration of Nginx was not read. */
export const unreadNginx: Example = unseen('nginx');

export const target =
  (patch: Partial<Target>): Example =>
  (healthy) => ({ ...healthy, target: { ...healthy.target, ...patch } });

export const tester = (patch: Partial<Evidence['tester']>): Example =>
  change('tester', (held) => ({ ...held, ...patch }));

/** Every answer of the resolver. */
export const resolver = (patch: Partial<DnsExchange>): Example =>
  change('dns', (held) => ({ ...held, resolver: held.resolver.map((one) => ({ ...one, ...patch })) }));

/** The resolver's answers, each changed on its own. */
export const eachResolverAnswer = (edit: Change<DnsExchange>): Example =>
  change('dns', (held) => ({ ...held, resolver: held.resolver.map(edit) }));

/** The resolver's first answer is what it says when it does not check signatures, but for this. */
export const unchecked = (patch: Partial<DnsExchange>): Example =>
  change('dns', (held) => {
    const [first] = held.resolver;
    return first ? { ...held, unchecked: { ...first, ...patch } } : held;
  });

export const zoneSeen = (edit: Change<Evidence['zone']>): Example => change('zone', edit);

/** What every name server of the zone says about the site. */
export const nameServersSay = (patch: Partial<DnsExchange>): Example =>
  zoneSeen((held) => ({ ...held, answers: held.answers.map((one) => ({ ...one, ...patch })) }));

const pointingTo =
  (address: string): Change<DnsExchange> =>
  (one) => ({
    ...one,
    answers: one.answers.map((record) => (record.type === 'A' ? { ...record, data: address } : record)),
  });

/** The site's own name servers, and so the resolver, give this address. */
export const resolvesTo = (address: string): Example =>
  together(
    change('dns', ({ resolver: asked, walk }) => ({
      resolver: asked.map(pointingTo(address)),
      walk: walk.map(pointingTo(address)),
    })),
    zoneSeen((held) => ({ ...held, answers: held.answers.map(pointingTo(address)) })),
  );

/** Every connection attempt, or those of one purpose. */
export const tcp = (patch: Partial<TcpAttempt>, purpose?: TcpAttempt['purpose']): Example =>
  change('tcp', (held) => ({
    attempts: held.attempts.map((one) =>
      purpose === undefined || one.purpose === purpose ? { ...one, ...patch } : one,
    ),
  }));

export const handshake = (patch: Partial<TlsHandshake>): Example =>
  change('tls', (held) => ({ handshakes: held.handshakes.map((one) => ({ ...one, ...patch })) }));

/** The certificate of the server itself. */
export const leaf = (patch: Partial<CertificateSeen>): Example =>
  change('tls', (held) => ({
    handshakes: held.handshakes.map((one) => ({
      ...one,
      chain: one.chain.map((link, depth) => (depth === 0 ? { ...link, ...patch } : link)),
    })),
  }));

/** The page that ends every visit, and the same page asked for again. */
export const page = (patch: Partial<HttpExchange>): Example =>
  together(
    change('http', (held) => ({
      visits: held.visits.map((visit) => ({
        ...visit,
        end: patch.outcome === undefined || patch.outcome === 'answer' ? visit.end : 'failed',
        steps: visit.steps.map((step, index) =>
          index === visit.steps.length - 1 ? { ...step, ...patch } : step,
        ),
      })),
    })),
    answers(patch),
  );

export const http = (edit: Change<Evidence['http']>): Example => change('http', edit);

/** Both answers of the page that the program makes. */
export const answers = (patch: Partial<HttpExchange>): Example =>
  change('app', (held) => ({ ...held, answers: held.answers.map((one) => ({ ...one, ...patch })) }));

/** The database as seen through one way. */
export const db = (via: MysqlAttempt['via'], patch: Partial<MysqlAttempt>): Example =>
  change('mysql', (held) => ({
    attempts: held.attempts.map((one) => (one.via === via ? { ...one, ...patch } : one)),
  }));

/** What the database says of itself to who is logged in. */
export const facts = (patch: Partial<DatabaseFacts>): Example =>
  change('mysql', (held) => ({
    attempts: held.attempts.map((one) =>
      one.facts === undefined ? one : { ...one, facts: { ...one.facts, ...patch } },
    ),
  }));

/** It says nothing of itself: nobody is logged in, or it would not. */
export const noFacts = (patch: Partial<MysqlAttempt> = {}): Example =>
  change('mysql', (held) => ({
    attempts: held.attempts.map((one) => {
      const { facts: _facts, ...rest } = one;
      return one.via === 'site' ? one : { ...rest, ...patch };
    }),
  }));

/** An attempt without greeting and login: the connection did not get that far. */
export const noGreeting = (via: MysqlAttempt['via'], patch: Partial<MysqlAttempt>): Example =>
  change('mysql', (held) => ({
    attempts: held.attempts.map((one) => {
      if (one.via !== via) return one;
      const { greeting: _greeting, login: _login, facts: _facts, ...rest } = one;
      return { ...rest, ...patch };
    }),
  }));

/** Nginx made the page itself, and its error log says this of the visit. */
export const nginxWrote = (status: number, message: string, more: Partial<NginxError> = {}): Example =>
  together(
    page({ status, body: '<hr><center>nginx/1.22.1</center>' }),
    change('errors', (held) => ({
      ...held,
      errors: [
        {
          at: '2026/11/20 11:59:59',
          level: 'error',
          server: 'www.foobar.com',
          request: 'GET /',
          host: 'www.foobar.com:8443',
          message,
          ...more,
        },
      ],
    })),
  );

/** The page is an error of the program, and this is what the program wrote about it. */
export const programWrote = (entry: Pick<LogEntry, 'kind' | 'code'> & Partial<LogEntry>): Example =>
  together(
    page({ status: 500, body: '<h1>Internal error</h1>' }),
    change('logs', (held) => ({
      ...held,
      entries: [
        {
          source: '/var/log/site/error.log',
          at: '2026-11-20T11:59:59.000Z',
          isEnd: false,
          line: `Error: ${entry.code}`,
          ...entry,
        },
      ],
    })),
  );

/** The same of a program that is not there any more: nothing listens behind Nginx. */
export const programEndedWith = (entry: Pick<LogEntry, 'kind' | 'code'> & Partial<LogEntry>): Example =>
  together(
    programWrote({ ...entry, isEnd: true }),
    page({ status: 502, body: '<hr><center>nginx/1.22.1</center>' }),
    change('listeners', (held) => ({
      ...held,
      listeners: held.listeners.filter(({ port }) => port !== 8000),
    })),
  );
