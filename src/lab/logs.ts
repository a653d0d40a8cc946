import { join } from 'node:path';
import { lastLines } from './log.ts';
import type { LabPart } from './plan.ts';

/** Where each part writes down what happens, relative to the lab's directory. */
const logs: Readonly<Record<LabPart, readonly string[]>> = {
  dns: ['dns/queries.log'],
  web: ['web/logs/error.log', 'web/logs/access.log'],
  app: ['app/error.log'],
  db: ['db/error.log'],
};

export interface LogEnd {
  /** Relative to the lab's directory. */
  readonly file: string;
  /** Its last lines; empty when nothing was written. */
  readonly text: string;
}

/** The ends of the logs of a part. */
export const endsOfLogs = (directory: string, part: LabPart, lines: number): Promise<readonly LogEnd[]> =>
  Promise.all(
    logs[part].map(async (file) => ({ file, text: await lastLines(join(directory, file), lines) })),
  );
