import { join } from 'node:path';
import { lastLines, lengthOf } from './log.ts';
import type { LabPart } from './plan.ts';

/** Where each part writes down what happens, relative to the lab's directory. */
const logs: Readonly<Record<LabPart, readonly string[]>> = {
  dns: ['dns/queries.log'],
  web: ['web/logs/error.log', 'web/logs/access.log'],
  app: ['app/error.log', 'app/access.log'],
  db: ['db/error.log'],
};

export interface LogEnd {
  /** Relative to the lab's directory. */
  readonly file: string;
  /** Its last lines; empty when nothing was written. */
  readonly text: string;
}

/** A log may be long, and its last lines are not. */
const enoughBytes = 64 * 1024;

/** The ends of the logs of a part. */
export const endsOfLogs = (directory: string, part: LabPart, lines: number): Promise<readonly LogEnd[]> =>
  Promise.all(
    logs[part].map(async (name) => {
      const file = join(directory, name);
      const from = Math.max(0, (await lengthOf(file)) - enoughBytes);
      return { file: name, text: await lastLines(file, from, lines) };
    }),
  );
