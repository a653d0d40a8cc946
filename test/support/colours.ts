import { Chalk } from 'chalk';
import type { Ink } from '../../src/model/screen.ts';

const chalk = new Chalk({ level: 1 });

/** Ink of one escape sequence for each kind, whatever the terminal of the tests is. */
export const colours: Ink = {
  good: chalk.green,
  bad: chalk.red,
  warn: chalk.yellow,
  faint: chalk.dim,
  bold: chalk.bold,
  code: chalk.cyan,
};
