import { isIPv4, isIPv6 } from 'node:net';
import { shownEndpoint } from '../../model/address.ts';
import { blocked, defineCheck, found, ok, unknown, type Judgement } from '../../model/check.ts';
import type { MysqlAttempt } from '../../model/seen/mysql.ts';
import { asIs, db } from '../../model/example.ts';
import { openListeners, takesAt, type OpenListener } from '../../model/db-open.ts';
import { product, refusal } from '../../model/mysql.ts';

type Cause = 'open' | 'open-over-ipv6' | 'open-but-denied';

/** The world gets no greeting over any IPv4 address of the site, and was not kept from looking by this computer. */
const isClosedOverIpv4 = (attempts: readonly MysqlAttempt[]): boolean => {
  const four = attempts.filter(({ address }) => isIPv4(address));
  return four.length > 0 && four.every(({ state }) => state === 'refused' || state === 'silent');
};

const judgeOne = (attempt: MysqlAttempt, attempts: readonly MysqlAttempt[]): Judgement<Cause> => {
  const subject = shownEndpoint(attempt);
  switch (attempt.state) {
    case 'greeting':
      if (isIPv6(attempt.address) && isClosedOverIpv4(attempts))
        return found(
          'open-over-ipv6',
          subject,
          `${product(attempt)} at ${subject} is open to this computer over IPv6, and closed over IPv4`,
        );
      return found(
        'open',
        subject,
        `${product(attempt)} at ${subject} is open to this computer, a stranger to it`,
      );
    case 'error-packet':
      return found(
        'open-but-denied',
        subject,
        `the database port ${subject} is open to this computer, a stranger to it (it answers with error ${refusal(attempt)})`,
      );
    case 'refused':
      return ok(subject, `${subject} refuses connections from here, as it should`);
    case 'silent':
    case 'unreachable':
      return ok(subject, `${subject} does not answer from here`, 'likely');
    case 'not-dialled':
      return blocked(
        subject,
        `${attempt.address} was not connected to: it is no address for this target`,
        'dns',
      );
    case 'closed':
    case 'not-mysql':
      return unknown(
        subject,
        `${subject} accepted a connection, and what answers there is not clear (${attempt.state})`,
      );
    case 'cut-short':
      return unknown(subject, `${subject} was not waited for: the check was ended first`);
    default:
      return unknown(
        subject,
        `the connection to ${subject} failed with ${attempt.code ?? attempt.state}, for which there is no rule yet`,
      );
  }
};

/** Where the server itself shows at which address the database listens, `db/listens-here-only` says it. */
const explainedInside = (
  judgement: Judgement<Cause>,
  { address }: MysqlAttempt,
  open: readonly OpenListener[],
): Judgement<Cause> =>
  judgement.cause !== undefined && open.some((one) => takesAt(one, address))
    ? blocked(judgement.subject, judgement.because, 'db')
    : judgement;

export default defineCheck({
  claim: false,
  needs: ['mysql'],
  uses: ['listeners', 'processes'],
  judge({ mysql, ...inside }, { target }) {
    const outside = mysql.attempts.filter(({ via }) => via === 'site');
    const open = openListeners({ mysql, ...inside }, target);
    return outside.map((attempt) => explainedInside(judgeOne(attempt, outside), attempt, open));
  },
  causes: {
    open: {
      status: 'warn',
      strength: 'confirmed',
      example: db('site', {
        state: 'greeting',
        greeting: { flavour: 'MariaDB', version: '10.11.19', plugin: 'mysql_native_password', tls: false },
      }),
    },
    'open-over-ipv6': {
      status: 'warn',
      strength: 'confirmed',
      example: (healthy) => {
        const { attempts } = healthy.evidence.mysql;
        const inner = attempts.find(({ via }) => via === 'host');
        if (!inner) return healthy;
        const open: MysqlAttempt = { ...inner, via: 'site', address: '2001:db8::1', asStranger: true };
        const mysql = { attempts: [...attempts, open] };
        return { ...healthy, evidence: { ...healthy.evidence, mysql } };
      },
    },
    'open-but-denied': {
      status: 'warn',
      strength: 'confirmed',
      example: db('site', { state: 'error-packet', errno: 1130 }),
    },
  },
  examples: { ok: [asIs, db('site', { state: 'silent' })], unknown: [db('site', { state: 'not-mysql' })] },
});
