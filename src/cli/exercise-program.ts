import { Command } from 'commander';
import { act } from './act.ts';
import type { ExerciseFlags } from './exercising.ts';

/** `exercise` and what it takes; nothing of it is loaded before it is typed. */
export const exerciseCommand = (): Command => {
  const command = new Command('exercise').description(
    'tasks that are marked on your own server, or on the lab',
  );
  const action = (
    name: 'list' | 'show' | 'start' | 'check',
    id: string | undefined,
    host: string | undefined,
    flags: ExerciseFlags,
  ): Promise<void> =>
    act(async (terminal) =>
      (await import('./exercising.ts')).exerciseIn(terminal, { ...flags, action: name, id, host }),
    );
  const format = ['--format <format>', 'text or json', 'text'] as const;
  command
    .command('list')
    .description('all exercises, and what is done')
    .option(...format)
    .action((flags: ExerciseFlags) => action('list', undefined, undefined, flags));
  command
    .command('show')
    .description('what has to be true')
    .argument('[id]', 'an exercise')
    .option('--exercise <file>', 'one of your own, in place of the id')
    .option('--hints', 'all hints, up to the worked answers')
    .action((id: string | undefined, flags: ExerciseFlags) => action('show', id, undefined, flags));
  const onServer = (one: Command): Command =>
    one
      .argument('[id]', 'an exercise')
      .argument('[host]', 'your server: a name or an IP address')
      .option('--address <ip>', 'the address of your server: connect to it, and compare records with it')
      .option('--resolver <ip[:port]>', 'ask this DNS server instead of the one this computer is set to')
      .option('--http-port <port>', 'the port of plain HTTP (80)')
      .option('--https-port <port>', 'the port of HTTPS (443)')
      .option('--db-port <port>', 'the port of MySQL (3306)')
      .option(
        '--db-user <name>',
        'log in to MySQL as this user; the password comes from INFRA_TUTOR_DB_PASSWORD',
      )
      .option('--db-password-file <file>', 'the first line of this file is the password')
      .option('--ssh <[user@]host>', 'a way in: look from the server itself, through your own ssh')
      .option('--inside', 'this computer is the server: look from here')
      .option('--sudo', 'there, put sudo -n before what only the administrator may see')
      .option('--ca <file>', 'trust this certificate authority too')
      .option('--private', 'addresses that only work on this network are fine');
  onServer(command.command('start'))
    .description('the lab as the task needs it; with a host, remember what is compared later')
    .option('--yes', 'start a lab where none runs, and do not ask')
    .option(...format)
    .action((id: string | undefined, host: string | undefined, flags: ExerciseFlags) =>
      action('start', id, host, flags),
    );
  onServer(command.command('check'))
    .description('mark it')
    .option('--lab', 'mark the lab on this computer instead')
    .option('--plan', 'say what would be contacted, and contact nothing')
    .option('--exercise <file>', 'an exercise of your own, in place of the id')
    .option('--targets <file>', 'many servers: rows of name,domain,task,ssh (CSV)')
    .option('--save <file>', 'keep the score card: what was seen, when and from where')
    .option('--replay <file>', 'judge a saved card again; nothing is contacted')
    .option('--format <format>', 'text or json; with --targets also csv', 'text')
    .action((id: string | undefined, host: string | undefined, flags: ExerciseFlags) =>
      action('check', id, host, flags),
    );
  return command;
};
