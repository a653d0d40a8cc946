import { accountStatements, accountsIn } from '../model/accounts.ts';
import { isUnobserved, type Probe, type Unobserved } from '../model/probe.ts';
import type { Target } from '../model/target.ts';
import { ask, closedTo, commandsFor, privileged } from '../net/inside.ts';
import type { Ran } from '../net/shell.ts';
import type { World } from './world.ts';

const statements = accountStatements.join('; ').replaceAll('$', '\\$');

/**
 * As its administrator, through its socket and never over the network: there the system says who comes (MariaDB:
 * unix_socket; MySQL: auth_socket), or options that the account keeps. Nothing is typed. One statement that is refused
 * does not keep the others from being asked (--force).
 */
const askFor = (target: Target): string => {
  const options = target.inside?.database?.client ? '--defaults-file={client} ' : '';
  const asked = `$client ${options}--protocol=socket --connect-timeout=3 --force -BNe "${statements}"`;
  return `client=$(command -v mariadb || command -v mysql) || exit 127; ${privileged(target, asked)}`;
};

/** As a person asks for the most of it. */
const command = "sudo mysql -e 'SELECT user, host, plugin FROM mysql.user'";

/** Of the server and its client (MySQL 8.4 and MariaDB 10.11, Error Message Reference). */
const reasons: Readonly<Record<string, string>> = {
  1040: 'has no connection left, not even for its administrator',
  1044: 'does not show its accounts to whoever the commands run as',
  1045: 'does not let in whoever the commands run as',
  1142: 'does not show its accounts to whoever the commands run as',
  1698: 'does not let in whoever the commands run as',
  2002: 'takes no connections at the file where its client looks for it',
};

const whoMay = (target: Target, isRoot: boolean): string =>
  isRoot || target.inside?.sudo ? `its administrator can ask it by hand: ${command}` : '--sudo may';

/** Why there is no answer. */
const unanswered = (ran: Ran, target: Target, isRoot: boolean): Unobserved => {
  if (ran.exitCode === 127)
    return { unobserved: 'there is no mysql or mariadb on the server to ask the database with' };
  if (ran.exitCode === 124) return { unobserved: 'the database did not answer its administrator in time' };
  const [, errno = ''] = /\bERROR (\d{4})\b/.exec(ran.err) ?? [];
  const reason = reasons[errno] ?? 'did not tell its accounts';
  return {
    unobserved: `the database ${reason}${errno === '' ? '' : ` (error ${errno})`}; ${whoMay(target, isRoot)}`,
  };
};

export default {
  vantage: 'inside',
  // After the requests: the connections that they leave open are there then. And after the log, which is waited for more.
  needs: ['shell', 'app', 'logs'],
  plan: (target) =>
    commandsFor(target, 'accounts', [
      [
        askFor(target),
        'which accounts and schemas the database has, without passwords, and who holds its connections',
      ],
    ]),
  async look(target, { shell: seen }, { shell }) {
    const closed = closedTo(target, seen);
    if (closed) return closed;
    const { standIns, inside } = target;
    if (standIns.includes('db')) return { unobserved: 'a stand-in has no administrator', skipped: true };
    const words = { client: inside?.database?.client ?? '' };
    const ran = await ask(shell, 'accounts', { template: askFor(target), words });
    if (isUnobserved(ran)) return ran;
    const accounts = accountsIn(ran.out);
    return accounts ? { ...accounts, command } : unanswered(ran, target, seen?.isRoot ?? false);
  },
} satisfies Probe<'accounts', 'shell' | 'app' | 'logs', World>;
