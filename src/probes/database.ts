import { lastEndIn } from '../model/database-log.ts';
import { serversIn } from '../model/db-servers.ts';
import { isUnobserved, type Probe } from '../model/probe.ts';
import type { DatabaseEnd } from '../model/seen/database.ts';
import type { Target } from '../model/target.ts';
import { ask, closedTo, commandsFor, privileged } from '../net/inside.ts';
import type { Shell } from '../net/shell.ts';
import type { World } from './world.ts';

/** What is not there is no error (POSIX, command). */
const installed = 'for name in mysqld mariadbd; do command -v "$name"; done; :';

/** Where MySQL's package has it write; MariaDB's leaves it to the journal. */
const usual = '/var/log/mysql/error.log';
const fileEnd = 'tail -c 65536 {file}';
const journal = 'journalctl -u mariadb -u mysql -u mysqld -n 300 -o cat --no-pager -q';

const outOf = async (
  shell: Shell,
  template: string,
  words: Readonly<Record<string, string>> = {},
): Promise<string> => {
  const ran = await ask(shell, 'database', { template, words });
  return isUnobserved(ran) || ran.exitCode !== 0 ? '' : ran.out;
};

/** Of one that does not run. */
const endOf = async (target: Target, shell: Shell): Promise<DatabaseEnd | undefined> => {
  const file = target.inside?.database?.log;
  const said = file === undefined ? await outOf(shell, privileged(target, journal)) : '';
  const inJournal = lastEndIn(said, 'journal');
  if (inJournal) return inJournal;
  const path = file ?? usual;
  return lastEndIn(await outOf(shell, privileged(target, fileEnd), { file: path }), path);
};

/** A path; a shell of its own may know an alias or a function of that name. */
const isPath = (line: string): boolean => /^\/[^\s]{1,255}$/.test(line);

export default {
  vantage: 'inside',
  needs: ['shell', 'listeners', 'processes'],
  plan: (target) =>
    commandsFor(target, 'database', [
      [installed, 'is a server of a database installed at all?'],
      [privileged(target, journal), 'where none runs: the last that one has written'],
      [privileged(target, fileEnd), 'the same in a file'],
    ]),
  async look(target, { shell: seen, listeners, processes }, { shell }) {
    const closed = closedTo(target, seen);
    if (closed) return closed;
    const ran = await ask(shell, 'database', { template: installed });
    if (isUnobserved(ran)) return ran;
    const programs = ran.out.split('\n').filter(isPath).slice(0, 2);
    if (!listeners || !processes) return { programs, command: ran.command };
    const servers = serversIn({ listeners, processes }, target);
    const isGone = servers.pids.size === 0 && servers.listeners.length === 0;
    const end = isGone ? await endOf(target, shell) : undefined;
    return { programs, ...(end ? { end } : {}), command: ran.command };
  },
} satisfies Probe<'database', 'shell' | 'listeners' | 'processes', World>;
