import { defineCheck, found, ok, unknown, type Judgement } from '../../model/check.ts';
import { resolution, type Resolution } from '../../model/dns.ts';
import type { DnsExchange } from '../../model/seen/dns.ts';
import type { NameServerSeen, ZoneSeen } from '../../model/seen/zone.ts';
import { asIs, nameServersSay, resolver, together, zoneSeen } from '../../model/example.ts';
import {
  allUnserving,
  hasNoAddress,
  isAuthoritative,
  servingOf,
  shownServer,
  unservingOf,
  type Unserving,
} from '../../model/zone.ts';

type Nobody = 'none-answers' | 'all-refuse' | 'all-fail' | 'all-lame';

type Cause =
  Nobody | 'none-serves' | 'silent' | 'port-closed' | 'refuses' | 'fails' | 'lame' | 'no-tcp' | 'no-address';

const ofOne: Readonly<Record<Unserving, (zone: string) => string>> = {
  refuses: (zone) => `is named for ${zone} and refuses to answer about it (REFUSED)`,
  fails: (zone) => `is named for ${zone} and has no data for it (SERVFAIL)`,
  lame: (zone) => `is named for ${zone} and does not answer as one that serves it`,
};

const ofAnswer = (subject: string, zone: string, exchange: DnsExchange): Judgement<Cause> => {
  const way = unservingOf(exchange);
  return way
    ? found(way, subject, `${subject} ${ofOne[way](zone)}`)
    : unknown(subject, `${subject} answered ${exchange.rcode ?? 'nothing'}, for which there is no rule yet`);
};

const ofExchange = (zone: string, exchange: DnsExchange): Judgement<Cause> => {
  const subject = shownServer(exchange);
  const { outcome, code } = exchange;
  if (isAuthoritative(exchange)) return ok(subject, `${subject} serves the zone ${zone}`);
  if (outcome === 'answer') return ofAnswer(subject, zone, exchange);
  if (outcome === 'silent') return found('silent', subject, `${subject} does not answer about ${zone}`);
  if (outcome === 'port-closed') return found('port-closed', subject, `${subject} runs no DNS program`);
  if (outcome === 'truncated')
    return found(
      'no-tcp',
      subject,
      `${subject} has an answer that is too long for UDP, and over TCP it did not come (${code ?? outcome})`,
    );
  return unknown(subject, `${subject} could not be asked: ${outcome}${code ? ` (${code})` : ''}`);
};

const ofServer = (server: NameServerSeen, { zone, answers }: ZoneSeen): Judgement<Cause> => {
  const { name, addresses } = server;
  const exchange = answers.find((one) => one.server.address === addresses[0]);
  if (exchange) return ofExchange(zone, { ...exchange, server: { ...exchange.server, name } });
  if (hasNoAddress(server))
    return found('no-address', name, `${name} is named for ${zone}, and this name has no address`);
  return unknown(name, `the address of ${name} was not found`);
};

const ofAll: Readonly<Record<Unserving, readonly [Nobody, string]>> = {
  refuses: ['all-refuse', 'refuses to answer about it (REFUSED)'],
  fails: ['all-fail', 'has no data for it (SERVFAIL)'],
  lame: ['all-lame', 'answers without holding it (no AA)'],
};

/** Each with what it answered: they differ. */
const shownAnswers = ({ answers }: ZoneSeen): string =>
  answers
    .slice(0, 4)
    .map((one) => `${shownServer(one)}: ${one.outcome === 'answer' ? (one.rcode ?? '') : one.outcome}`)
    .join(', ');

const nobody = (seen: ZoneSeen, serving: 'none-answers' | 'none-serves'): Judgement<Cause> => {
  const { zone, answers } = seen;
  if (serving === 'none-answers')
    return found('none-answers', zone, `none of the name servers of ${zone} that were asked answers`);
  const way = allUnserving(seen);
  if (!way)
    return found(
      'none-serves',
      zone,
      `none of the name servers of ${zone} that were asked serves this zone (${shownAnswers(seen)})`,
    );
  const [cause, does] = ofAll[way];
  const answering = answers.filter(({ outcome }) => outcome === 'answer');
  const shown = answering.slice(0, 4).map(shownServer).join(', ');
  // A resolver that stands in the place of a name server fails, too, and has no settings for the zone.
  const isResolver = answering.some(({ recursionAvailable }) => recursionAvailable === true);
  return found(
    cause,
    zone,
    `every name server of ${zone} that answers ${does}: ${shown}`,
    way === 'fails' && isResolver ? 'likely' : undefined,
  );
};

/** The resolver could not get an answer, either. */
const hasFailed = (said: Resolution): boolean =>
  said.outcome === 'servfail' ||
  said.outcome === 'refused' ||
  (said.outcome === 'no-answer' && said.exchange.outcome === 'silent');

const fails = { rcode: 'SERVFAIL', answers: [], authority: [] };
const serverFails = { ...fails, authoritative: false };
const silent = { outcome: 'silent', answers: [] } as const;
const refuses = { rcode: 'REFUSED', authoritative: false, answers: [] };

export default defineCheck({
  claim: false,
  needs: ['dns', 'zone'],
  uses: [],
  judge({ dns, zone }, { target: { site } }) {
    const serving = servingOf(zone);
    const isNobody = serving === 'none-answers' || serving === 'none-serves';
    if (isNobody && hasFailed(resolution(dns, site.ascii))) return [nobody(zone, serving)];
    return zone.servers.map((server) => ofServer(server, zone));
  },
  causes: {
    'none-answers': {
      status: 'broken',
      strength: 'likely',
      example: together(nameServersSay(silent), resolver(fails)),
    },
    'all-refuse': {
      status: 'broken',
      strength: 'confirmed',
      example: together(nameServersSay(refuses), resolver(fails)),
    },
    'all-fail': {
      status: 'broken',
      strength: 'confirmed',
      example: together(nameServersSay(serverFails), resolver(fails)),
    },
    'all-lame': {
      status: 'broken',
      strength: 'confirmed',
      example: together(nameServersSay({ authoritative: false, answers: [] }), resolver(fails)),
    },
    'none-serves': {
      status: 'broken',
      strength: 'confirmed',
      example: together(
        zoneSeen((held) => ({
          ...held,
          answers: held.answers.flatMap((one) => [
            { ...one, ...refuses },
            { ...one, ...serverFails, server: { ...one.server, address: '203.0.113.54' } },
          ]),
        })),
        resolver(fails),
      ),
    },
    silent: { status: 'warn', strength: 'likely', example: nameServersSay(silent) },
    'port-closed': {
      status: 'warn',
      strength: 'confirmed',
      example: nameServersSay({ outcome: 'port-closed', code: 'ECONNREFUSED', answers: [] }),
    },
    refuses: { status: 'warn', strength: 'confirmed', example: nameServersSay(refuses) },
    fails: {
      status: 'warn',
      strength: 'confirmed',
      example: nameServersSay({ rcode: 'SERVFAIL', authoritative: false, answers: [] }),
    },
    lame: { status: 'warn', strength: 'confirmed', example: nameServersSay({ authoritative: false }) },
    'no-tcp': {
      status: 'warn',
      strength: 'likely',
      example: nameServersSay({ outcome: 'truncated', code: 'ECONNREFUSED', answers: [] }),
    },
    'no-address': {
      status: 'warn',
      strength: 'confirmed',
      example: zoneSeen((held) => ({
        ...held,
        servers: [
          ...held.servers,
          {
            name: 'ns2.elsewhere.com',
            addresses: [],
            lookups: held.invented.map((one) => ({ ...one, name: 'ns2.elsewhere.com' })),
          },
        ],
      })),
    },
  },
  examples: { ok: [asIs], unknown: [nameServersSay({ outcome: 'unreachable', answers: [] })] },
});
