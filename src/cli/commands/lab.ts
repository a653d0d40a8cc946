import type { LabDescription } from '../../lab/description.ts';
import type { Order } from '../../lab/orders.ts';
import type { Stack } from '../../lab/stack.ts';
import { harmless, harmlessJson } from '../../model/harmless.ts';
import { wrapped, withCommand } from '../../model/lines.ts';
import { installCommand } from '../../model/real.ts';
import type { Screen } from '../../model/screen.ts';
import { textOrJson } from '../format.ts';
import { byHand } from '../lab-words.ts';
import { interruptible } from '../interrupt.ts';
import type { Terminal } from '../terminal.ts';

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

const partLines = (
  { part, software, real, state, note, why }: LabDescription['parts'][number],
  { columns }: Screen,
): string[] => {
  const said = `${words[part].padEnd(11)} ${state.padEnd(5)} ${harmless(software)}${real ? '' : ' (a stand-in of ours)'}`;
  const aside = (text: string): string[] =>
    wrapped(harmless(text.trim().replaceAll(/\s*\n\s*/g, ' ')), columns, '    ');
  return [
    ...wrapped(said, columns, '  ', '    '),
    // Installed, and yet a stand-in: only the reason tells what to mend.
    ...(note === undefined ? [] : aside(`The real one did not start. ${note}`)),
    ...(why === undefined ? [] : aside(`It ${/^(?:was )?ended/.test(why) ? why : `does not run. ${why}`}`)),
  ];
};

/** A heading and what is there to be copied: each on one line, however long. */
type Section = readonly [heading: string, lines: readonly string[]];

const installHint = ({ parts }: LabDescription): readonly Section[] => {
  const missing = parts.filter(({ real }) => !real).map(({ part }) => part);
  return missing.length === 0
    ? []
    : [['For the real servers, on Debian or Ubuntu:', [installCommand(missing)]]];
};

const shown = (lab: LabDescription, screen: Screen, end?: string): string => {
  const { host, url, directory, faults } = lab;
  const sections: readonly Section[] = [
    ['In a browser:', [url]],
    ['By hand:', byHand(lab)],
    ['Check it:', ['infra-tutor check --lab']],
    ['Its files, to be changed (then: infra-tutor lab reload):', [directory]],
    ...(faults.length === 0 ? [] : [['Broken on purpose (infra-tutor lab fix mends it):', faults] as const]),
    ...installHint(lab),
    ...(end === undefined ? [] : [['End it:', [end]] as const]),
  ];
  return [
    ...wrapped(`The lab is up: ${host} on this computer.`, screen.columns),
    '',
    ...lab.parts.flatMap((part) => partLines(part, screen)),
    ...sections.flatMap(([heading, lines]) => [
      '',
      ...wrapped(heading, screen.columns),
      ...lines.map((line) => `  ${line}`),
    ]),
  ].join('\n');
};

const endIt = 'infra-tutor lab down';

const statusJson = (lab: LabDescription | undefined): string => {
  if (!lab) return `${harmlessJson({ schema: 1, running: false })}\n`;
  const { host, resolver, ports, caFile, url, parts, faults } = lab;
  const document = {
    schema: 1,
    running: true,
    host,
    resolver: `${resolver.address}:${resolver.port}`,
    ports,
    ca: caFile,
    url,
    parts: parts.map(({ part, software, real, state, note, why }) => ({
      part,
      software,
      real,
      state,
      ...(note === undefined ? {} : { note }),
      ...(why === undefined ? {} : { why }),
    })),
    faults,
  };
  return `${harmlessJson(document)}\n`;
};

/** `lab up --detach`. */
const detached = async (terminal: Terminal, flags: LabFlags): Promise<number> => {
  const began = await (await import('../detached-lab.ts')).detachedLab(flags);
  if ('code' in began) {
    terminal.err(harmless(began.said));
    return began.code;
  }
  terminal.out(shown(began.lab, terminal.screen, endIt));
  return 0;
};

/** Breaks, mends and reloads the lab on behalf of other processes of its user. */
const takeOrders = async (stack: Stack): Promise<Disposable> => {
  const [{ openControl }, { obeyOn }] = await Promise.all([
    import('../../lab/control.ts'),
    import('../../lab/orders.ts'),
  ]);
  const obey = obeyOn(stack, async () => (await import('../../catalog-faults.ts')).faults);
  return openControl(stack.description.directory, (order) => obey(order as Order));
};

/** `lab up`: in the foreground until Ctrl-C or `lab down`, or detached. */
export const up = async (terminal: Terminal, flags: LabFlags): Promise<number> => {
  if (flags.detach) return detached(terminal, flags);
  const { startStack } = await import('../../lab/stack.ts');
  return interruptible(async (signal) => {
    let control: Disposable | undefined;
    const stack = await startStack({
      register: true,
      requireReal: flags.requireReal ?? false,
      signal,
      beforeFound: async (ready) => {
        control = await takeOrders(ready);
      },
    });
    terminal.out(`${shown(stack.description, terminal.screen)}\n\nCtrl-C ends it.`);
    if (!signal.aborted)
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    control?.[Symbol.dispose]();
    await stack.stop();
    terminal.out('The lab is down.');
    return 0;
  });
};

export const down = async (terminal: Terminal): Promise<number> => {
  const { stopRunningLab } = await import('../../lab/registry.ts');
  const stopped = await stopRunningLab();
  terminal.out(stopped ? 'The lab is down.' : 'No lab is running.');
  return 0;
};

export const status = async (terminal: Terminal, flags: LabFlags): Promise<number> => {
  const format = textOrJson(flags.format);
  const { runningLab, sweep } = await import('../../lab/registry.ts');
  await sweep();
  const lab = await runningLab();
  if (format === 'json') terminal.document(statusJson(lab));
  else if (lab) terminal.out(shown(lab, terminal.screen, endIt));
  else
    terminal.out(withCommand('No lab is running. Start one:', 'infra-tutor lab up', terminal.screen.columns));
  return 0;
};
