import type { Child, Ending, Running } from '../tether.ts';
import { tether } from '../tether.ts';
import type { LabSetting } from './service.ts';

/** Starts a program of this lab: it runs as the lab's servers do, and is killed when the lab is given up. */
export const startProgram = (
  { place: { account }, signal }: LabSetting,
  command: string,
  args: readonly string[],
  running: Running,
): Promise<Child> => tether(command, args, { account, signal, ...running });

/** How a program ended, for a person. */
export const endingWords = ({ code, signal }: Ending): string =>
  signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
