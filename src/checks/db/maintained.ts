import { blocked, defineCheck, found, ok, unknown, type Judgement } from '../../model/check.ts';
import type { MysqlGreeting } from '../../model/seen/mysql.ts';
import { asIs, db } from '../../model/example.ts';
import { askedAt, product, spoke, wayIn } from '../../model/mysql.ts';
import { tableOf } from '../../model/table-of.ts';

/**
 * The last day on which the makers repair a series: Oracle's Lifetime Support Policy (extended support) and the MariaDB
 * Foundation's maintenance policy, as of May 2026. A series that is not here is newer, or was never a long one.
 */
const lastDay: Readonly<Record<string, string>> = tableOf({
  'MySQL 5.5': '2018-12-31',
  'MySQL 5.6': '2021-02-28',
  'MySQL 5.7': '2023-10-31',
  'MySQL 8.0': '2026-04-30',
  'MySQL 8.4': '2032-04-30',
  'MariaDB 10.1': '2020-10-17',
  'MariaDB 10.2': '2022-05-23',
  'MariaDB 10.3': '2023-05-25',
  'MariaDB 10.4': '2024-06-18',
  'MariaDB 10.5': '2025-06-24',
  'MariaDB 10.6': '2026-07-06',
  'MariaDB 10.11': '2028-02-16',
  'MariaDB 11.4': '2029-05-29',
  'MariaDB 11.8': '2028-06-04',
});

/** Debian and Ubuntu write themselves into the version, and repair their packages for as long as they repair themselves. */
const ofDistribution = /ubuntu|deb\d/i;

const seriesOf = ({ flavour, version }: MysqlGreeting): string =>
  `${flavour} ${/^\d+\.\d+/.exec(version)?.[0] ?? version}`;

const judgeGreeting = (subject: string, greeting: MysqlGreeting, now: Date): Judgement<'end-of-life'> => {
  const series = seriesOf(greeting);
  if (ofDistribution.test(greeting.version))
    return ok(subject, `${series} comes from the distribution, which repairs it`, 'likely');
  const last = lastDay[series];
  if (last === undefined) return unknown(subject, `until when ${series} is repaired is not known here`);
  if (Date.parse(last) < now.getTime())
    return found('end-of-life', subject, `${series} has been repaired by its makers until ${last}`);
  return ok(subject, `${series} is repaired by its makers until ${last}`, 'likely');
};

const old: MysqlGreeting = {
  flavour: 'MySQL',
  version: '5.7.44',
  plugin: 'mysql_native_password',
  tls: true,
};

export default defineCheck({
  claim: false,
  needs: ['mysql'],
  uses: [],
  judge({ mysql }, { now, target: { site } }) {
    const attempt = wayIn(mysql) ?? mysql.attempts.find(spoke);
    if (!attempt) return [];
    const subject = askedAt(attempt);
    if (!attempt.greeting) return [blocked(subject, 'the database did not greet', 'db')];
    if (attempt.greeting.flavour === 'stand-in')
      return [unknown(site.shown, `${product(attempt)} is a stand-in of ours, which has no makers to ask`)];
    return [judgeGreeting(subject, attempt.greeting, now)];
  },
  causes: {
    'end-of-life': {
      status: 'note',
      strength: 'likely',
      example: db('host', { greeting: old }),
      restsOn: 'Oracle Lifetime Support Policy, MySQL Releases; MariaDB Foundation, Maintenance Policy',
    },
  },
  examples: {
    ok: [asIs, db('host', { greeting: { ...old, version: '5.7.44-0ubuntu0.18.04.1' } })],
    unknown: [db('host', { greeting: { ...old, version: '99.1.0' } })],
  },
});
