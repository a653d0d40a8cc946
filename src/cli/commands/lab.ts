import { spawn } from 'node:child_process';
import type { LabDescription } from '../../lab/description.ts';
import { harmless, harmlessJson } from '../../model/harmless.ts';
import { installCommand } from '../../model/real.ts';
import { interruptible } from '../interrupt.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

export interface LabFlags {
  readonly detach?: boolean;
  readonly requireReal?: boolean;
  readonly format?: string;
}

const words: Readonly<Record<LabDescription['parts'][number]['part'], string>> = {
  dns: 'DNS',
  tls: 'TLS',
  web: 'Web server',
  app: 'App server',
  db: 'Database',
};

const partLine = ({ part, software, real, state }: LabDescription['parts'][number]): string =>
  `  ${words[part].padEnd(11)} ${state.padEnd(5)} ${harmless(software)}${real ? '' : ' (a stand-in of ours)'}`;

const installHint = ({ parts }: LabDescription): string[] =>
  parts.every(({ real }) => real)
    ? []
    : [
        '',
        `For the real servers, on Debian or Ubuntu: ${installCommand(parts.filter(({ real }) => !real).map(({ part }) => part))}`,
      ];

const shown = (lab: LabDescription): string =>
  [
    `The lab is up: ${lab.host} on this computer.`,
    '',
    ...lab.parts.map(partLine),
    '',
    `In a browser:  ${lab.url}`,
    `By hand:       dig @${lab.resolver.address} -p ${lab.resolver.port} ${lab.host} A`,
    `               curl --cacert ${lab.caFile} --resolve ${lab.host}:${lab.ports.https}:127.0.0.2 https://${lab.host}:${lab.ports.https}/`,
    `Check it:      infra-tutor check --lab`,
    ...installHint(lab),
  ].join('\n');

const statusJson = (lab: LabDescription | undefined): string => {
  if (!lab) return `${harmlessJson({ schema: 1, running: false })}\n`;
  const { host, resolver, ports, caFile, url, parts } = lab;
  const document = {
    schema: 1,
    running: true,
    host,
    resolver: `${resolver.address}:${resolver.port}`,
    ports,
    ca: caFile,
    url,
    parts: parts.map(({ part, software, real, state }) => ({ part, software, real, state })),
    faults: [],
  };
  return `${harmlessJson(document)}\n`;
};

const checkFormat = ({ format = 'text' }: LabFlags): 'text' | 'json' => {
  if (format !== 'text' && format !== 'json')
    throw new UsageError(`--format ${format}: the formats are text, json.`);
  return format;
};

/** The supervisor in a session of its own: it outlives this terminal, not a `lab down`. */
const detached = async (terminal: Terminal, flags: LabFlags): Promise<number> => {
  const [script = ''] = process.argv.slice(1);
  const child = spawn(
    process.execPath,
    [script, 'lab', 'up', ...(flags.requireReal ? ['--require-real'] : [])],
    {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 70)));
  const { runningLab } = await import('../../lab/registry.ts');
  for (;;) {
    const lab = await runningLab();
    if (lab?.pid === child.pid && lab) {
      child.stderr.destroy();
      child.unref();
      terminal.out(shown(lab));
      return 0;
    }
    const code = await Promise.race([
      ended,
      new Promise<undefined>((resolve) => setTimeout(resolve, 20, undefined)),
    ]);
    if (code !== undefined) {
      terminal.err(harmless(said.trim().split('\n').join(' ')));
      return code;
    }
  }
};

/** `lab up`: in the foreground until Ctrl-C or `lab down`, or detached. */
export const up = async (terminal: Terminal, flags: LabFlags): Promise<number> => {
  if (flags.detach) return detached(terminal, flags);
  const { startStack } = await import('../../lab/stack.ts');
  return interruptible(async (signal) => {
    const stack = await startStack({ register: true, requireReal: flags.requireReal ?? false, signal });
    terminal.out(`${shown(stack.description)}\n\nCtrl-C ends it.`);
    if (!signal.aborted)
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    await stack.stop();
    terminal.out('The lab is down; nothing of it is left.');
    return 0;
  });
};

export const down = async (terminal: Terminal): Promise<number> => {
  const { stopRunningLab } = await import('../../lab/registry.ts');
  const stopped = await stopRunningLab();
  terminal.out(stopped ? 'The lab is down; nothing of it is left.' : 'No lab is running.');
  return 0;
};

export const status = async (terminal: Terminal, flags: LabFlags): Promise<number> => {
  const format = checkFormat(flags);
  const { runningLab, sweep } = await import('../../lab/registry.ts');
  await sweep();
  const lab = await runningLab();
  if (format === 'json') terminal.document(statusJson(lab));
  else terminal.out(lab ? shown(lab) : 'No lab is running. Start one: infra-tutor lab up');
  return 0;
};
