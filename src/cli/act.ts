import { processTerminal, type Terminal } from './terminal.ts';

/** An option that may be given more than once. */
export const list = (value: string, previous: readonly string[] = []): string[] => [...previous, value];

type Act = (terminal: Terminal) => Promise<number> | number;

let exitCode = 0;

/** The exit code of the command that ran. */
export const exitCodeOf = (): number => exitCode;

/** Runs a command at the process's own terminal. */
export const act = async (work: Act, options: { readonly plain?: boolean } = {}): Promise<void> => {
  exitCode = await work(await processTerminal(options));
};
