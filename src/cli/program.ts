import { Command, CommanderError, type OutputConfiguration } from 'commander';
import type { CheckFlags } from './commands/check.ts';
import type { GradeFlags } from './commands/grade.ts';
import { exerciseCommand } from './exercise-program.ts';
import type { LearnFlags, ProgressFlags, ReviewFlags } from './learning.ts';
import { harmless } from '../model/harmless.ts';
import { act, exitCodeOf, list } from './act.ts';
import { failure } from './failure.ts';
import { labCommand } from './lab-program.ts';
import type { RehearseFlags } from './rehearsal.ts';
import { takePassword } from './secret.ts';
import { processTerminal } from './terminal.ts';
import { tool } from './tool.ts';

const checkCommand = (): Command =>
  new Command('check')
    .description('confirm every step of the diagram on a real server')
    .argument('[host]', 'the name of the site, for example www.example.com')
    .option('--lab', 'the practice stack on this computer')
    .option('--resolver <ip[:port]>', 'ask this DNS server instead of the one this computer is set to')
    .option('--address <ip>', 'leave DNS out and connect to this address')
    .option('--http-port <port>', 'the port of plain HTTP (80)')
    .option('--https-port <port>', 'the port of HTTPS (443)')
    .option('--db-port <port>', 'the port of MySQL (3306)')
    .option('--db-host <ip>', 'where MySQL listens, when it is not asked through ssh')
    .option('--db-socket <path>', 'ask MySQL at this file of the server, with --ssh or --inside')
    .option(
      '--db-user <name>',
      'log in to MySQL as this user; the password comes from INFRA_TUTOR_DB_PASSWORD or is asked for',
    )
    .option('--db-name <name>', 'the database (schema) to log in to')
    .option('--db-password-file <file>', 'the first line of this file is the password')
    .option('--ssh <[user@]host>', 'a way in: look from the server itself, through your own ssh')
    .option('--inside', 'this computer is the server: look from here')
    .option('--sudo', 'there, put sudo -n before what only the administrator may see')
    .option('--trace', 'send one more request with a mark, and find it again on the server')
    .option('--ca <file>', 'trust this certificate authority too')
    .option('--path </page>', 'a page that your program makes')
    .option('--private', 'addresses that only work on this network are fine')
    .option('--public', 'the real www.foobar.com on the Internet, not the lab')
    .option('--only <box,...>', 'look at these boxes only: user,dns,server,tls,web,app,code,db', list)
    .option('--require <box,...>', 'these boxes have to be seen, too', list)
    .option('--timeout <seconds>', 'end after this time (30)')
    .option(
      '--format <format>',
      'text, json, or the diagram of what was seen as a picture: svg, mermaid',
      'text',
    )
    .option('--fail-on <word>', 'with the word warn, a warning ends with exit code 1')
    .option('--require-real', 'with the lab: no stand-ins')
    .option('--save <file>', 'keep what was seen, to look at it again or to show it to somebody')
    .option('--replay <file>', 'show a saved run again; nothing is contacted')
    .option('--recheck <id>', 'look at one check again (tls/in-date), and say what became of it')
    .option('--plan', 'say what would be contacted, and contact nothing')
    .action((host: string | undefined, flags: CheckFlags) =>
      act(async (terminal) => (await import('./commands/check.ts')).check(terminal, host, flags)),
    );

const explainCommand = (): Command =>
  new Command('explain')
    .description('what a check means, its causes and what to do')
    .argument('[id]', 'a check (tls/in-date), one of its causes (tls/in-date/expired) or a box (tls)')
    .option('--format <format>', 'text or json', 'text')
    .action((id: string | undefined, flags: { format?: string }) =>
      act(async (terminal) => (await import('./commands/explain.ts')).explain(terminal, id, flags)),
    );

const learnCommand = (): Command =>
  new Command('learn')
    .description('understand each box of the diagram: predict, look, explain')
    .argument(
      '[lesson]',
      'its id, or what stands after the slash (web/nginx, nginx); without it, the next one',
    )
    .option('--list', 'all lessons, and what is done')
    .option('--test <topic>', 'a few questions; who answers them all may leave the lessons of this topic out')
    .option(
      '--host <name>',
      'look at your own site where a lesson can, as a visitor does; otherwise at a lab',
    )
    .option('--plain', 'one text from top to bottom, without prompts')
    .option('--answer <letters>', 'answers to its questions, for example a,ac,80', list)
    .option('--format <format>', 'with --list: text or json', 'text')
    .action((lesson: string | undefined, flags: LearnFlags) =>
      act(async (terminal) => (await import('./learning.ts')).learnIn(terminal, lesson, flags), flags),
    );

const reviewCommand = (): Command =>
  new Command('review')
    .description('what you have learned, asked again in other words when it is time')
    .option('--plain', 'all questions as one text, without prompts')
    .option('--answer <letters>', 'answers to them, for example a,b', list)
    .option('--format <format>', 'text or json', 'text')
    .action((flags: ReviewFlags) =>
      act(async (terminal) => (await import('./learning.ts')).reviewIn(terminal, flags), flags),
    );

const progressCommand = (): Command => {
  const command = new Command('progress')
    .description('what is learned and what is due, topic by topic')
    .option('--format <format>', 'text or json', 'text');
  type Call = { readonly action: 'show' | 'export' | 'import' | 'reset'; readonly file?: string };
  const run = (call: Call & ProgressFlags): Promise<void> =>
    act(async (terminal) => (await import('./learning.ts')).progressIn(terminal, call));
  command.action((flags: ProgressFlags) => run({ action: 'show', ...flags }));
  command
    .command('export')
    .description('all of it on standard output, for another computer')
    .action(() => run({ action: 'export' }));
  command
    .command('import')
    .description('merge what another computer has exported')
    .argument('<file>', 'what export has written')
    .action((file: string) => run({ action: 'import', file }));
  command
    .command('reset')
    .description('forget all of it')
    .option('--yes', 'do not ask')
    .action((flags: ProgressFlags) => run({ action: 'reset', ...flags }));
  return command;
};

const gradeCommand = (): Command =>
  new Command('grade')
    .description('mark a written explanation of the simple web stack, point by point')
    .argument('<file...>', 'Markdown or text; a folder with such files; - for standard input')
    .option('--format <format>', 'text, json or markdown', 'text')
    .option('--pass <score>', 'end with exit code 1 below this score (0 to 16)')
    .action((files: string[], flags: GradeFlags) =>
      act(async (terminal) => (await import('./commands/grade.ts')).gradeFiles(terminal, files, flags)),
    );

const rehearseCommand = (): Command =>
  new Command('rehearse')
    .description('the whiteboard review: draw the stack, then answer a reviewer in your own words')
    .option('--plain', 'all questions as one text, without prompts')
    .option(
      '--answer-file <file>',
      'mark answers that are written down, such as "B3: ..."; - for standard input',
    )
    .option('--format <format>', 'text, or json: the last score card', 'text')
    .action((flags: RehearseFlags) =>
      act(async (terminal) => (await import('./rehearsal.ts')).rehearseIn(terminal, flags), flags),
    );

/** What was typed is repeated in an error, and may hold anything. */
const visible: OutputConfiguration = {
  outputError: (text, write) => write(text.split('\n').map(harmless).join('\n')),
};

const program = (): Command => {
  const root = new Command('infra-tutor')
    .description('Learn the one-server web stack, and check a live one, hop by hop.')
    .version(tool.version, '-V, --version')
    .showSuggestionAfterError(true)
    .addCommand(checkCommand())
    .addCommand(learnCommand())
    .addCommand(reviewCommand())
    .addCommand(progressCommand())
    .addCommand(exerciseCommand())
    .addCommand(gradeCommand())
    .addCommand(rehearseCommand())
    .addCommand(labCommand())
    .addCommand(explainCommand())
    .addHelpText(
      'after',
      '\nStart here:\n  infra-tutor check --lab      watch a healthy stack being confirmed\n  infra-tutor learn            the first lesson\n',
    );
  for (const command of [root, ...root.commands, ...root.commands.flatMap((one) => one.commands)])
    command.exitOverride().configureOutput(visible);
  return root;
};

/** Commander says its own sentence; its codes become ours: 0 for help and version, 2 for wrong usage. */
const ended = (error: unknown, say: (text: string) => void): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  return failure(error, say);
};

/** Nothing was typed: a person chooses, a pipe reads the help. */
const chosen = async (root: Command): Promise<readonly string[] | undefined> => {
  const terminal = await processTerminal();
  if (terminal.interactive) return (await import('./commands/first-screen.ts')).firstScreen(terminal);
  root.outputHelp();
  return undefined;
};

/** Runs the command that was typed and gives its exit code. Never throws. */
export const run = async (argv: readonly string[]): Promise<number> => {
  takePassword();
  try {
    const root = program();
    const [node = '', script = '', ...typed] = argv;
    const words = typed.length > 0 ? typed : await chosen(root);
    if (words) await root.parseAsync([node, script, ...words]);
    return exitCodeOf();
  } catch (error) {
    return ended(error, (await processTerminal({ plain: true })).err);
  }
};
