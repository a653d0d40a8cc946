import { shownEndpoint } from '../../model/address.ts';
import { resolution, type Resolution } from '../../model/dns.ts';
import type { DnsExchange } from '../../model/seen/dns.ts';
import type { HttpExchange } from '../../model/seen/http.ts';
import type { Reached } from '../../model/seen/reached.ts';
import type { TcpAttempt } from '../../model/seen/tcp.ts';
import type { Report } from '../../model/report.ts';
import { listed } from './lines.ts';
import type { Travels } from './stack-inside.ts';

type Purpose = TcpAttempt['purpose'];

const questions = ({ evidence, target }: Report): readonly DnsExchange[] =>
  (evidence.dns?.resolver ?? []).filter(
    ({ name, outcome }) => name === target.site.ascii && outcome !== 'not-asked',
  );

/** What the resolver was asked. */
export const question = (report: Report): Travels => {
  const asked = questions(report);
  const [first] = asked;
  if (!first) return { says: [`not asked: ${report.unobserved.dns ?? 'DNS was left out'}`], seen: false };
  const types = listed([...new Set(asked.map(({ type }) => type))]);
  return { says: [`DNS question to ${shownEndpoint(first.server)}: ${types} of ${first.name}`], seen: true };
};

const answered = (resolved: Resolution): Travels => {
  if (resolved.outcome === 'not-asked') return { says: ['no answer: nothing was asked'], seen: false };
  if (resolved.outcome === 'no-answer') return { says: ['no answer came that can be used'], seen: false };
  const aliases = resolved.chain.map((name) => `answer: CNAME ${name}`);
  if (resolved.outcome !== 'addresses')
    return { says: [...aliases, `answer: ${resolved.rcode}, no address`], seen: true };
  const records = resolved.addresses.map(
    ({ address, family, ttl }) => `answer: ${family === 4 ? 'A' : 'AAAA'} ${address} (TTL ${ttl} s)`,
  );
  return { says: [...aliases, ...records], seen: true };
};

/** The record that answered. */
export const answer = (report: Report): Travels =>
  answered(resolution({ resolver: questions(report), walk: [] }, report.target.site.ascii));

const fared: Readonly<Record<Reached, string>> = {
  open: 'accepted',
  refused: 'refused',
  silent: 'no answer',
  'cut-short': 'the run ended first',
  unreachable: 'no way there',
  reset: 'reset',
  'not-dialled': 'not tried',
  failed: 'failed',
};

/** The connection to the port of plain HTTP or of HTTPS. */
export const connection = ({ evidence, unobserved }: Report, purpose: Purpose): Travels => {
  const attempts = (evidence.tcp?.attempts ?? []).filter((one) => one.purpose === purpose);
  if (attempts.length === 0)
    return {
      says: [`${purpose}: no connection, ${unobserved.tcp ?? 'this port was not tried'}`],
      seen: false,
    };
  return {
    says: attempts.map((one) => `${purpose}: TCP to ${shownEndpoint(one)}, ${fared[one.state]}`),
    seen: attempts.some(({ state }) => state === 'open'),
  };
};

const got: Readonly<Record<HttpExchange['outcome'], string>> = {
  answer: 'an answer',
  connect: 'no connection',
  tls: 'no answer, because TLS failed',
  closed: 'no answer: it was closed',
  silent: 'no answer',
  'cut-short': 'no answer before the run ended',
  'not-http': 'something that is not HTTP',
  'too-big': 'an answer that is too big',
  failed: 'no answer',
};

/** Path of a URL, without its query, which may hold secrets. */
const pathOf = (url: string): string => /^[a-z]+:\/\/[^/?#]*(\/[^?#]*)/i.exec(url)?.[1] ?? '/';

/** What was asked for over that connection, redirects that led there included, and what came back. */
export const request = ({ evidence, unobserved }: Report, purpose: Purpose): Travels => {
  const asked = (evidence.http?.visits ?? [])
    .flatMap(({ steps }) => steps)
    .filter(({ url }) => url.startsWith(`${purpose}:`));
  if (asked.length === 0)
    return { says: [`${purpose}: no request, ${unobserved.http ?? 'no page was asked for'}`], seen: false };
  const says = asked.map(
    ({ url, outcome, status }) => `${purpose}: GET ${pathOf(url)} gets ${status ?? got[outcome]}`,
  );
  return { says: [...new Set(says)], seen: asked.some(({ outcome }) => outcome === 'answer') };
};
