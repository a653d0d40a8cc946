import { readFileSync } from 'node:fs';
import type { Endpoint } from '../../model/address.ts';
import { isReadable } from '../account.ts';
import { LabError } from '../errors.ts';
import { readSince } from '../log.ts';
import { makeFolder, writePrivate } from '../place.ts';
import { startProgram } from '../services/program.ts';
import type { LabSetting } from '../services/service.ts';
import type { Child } from '../tether.ts';
import { until } from '../wait.ts';
import type { Told } from './told.ts';
import { readTold } from './told.ts';
// oxlint-disable-next-line import/default -- with ?raw, Vite gives the text of the file
import source from './visitor.js?raw';

/** What a visitor does: a steady stream of requests, step after step. */
export interface VisitPlan {
  readonly name: string;
  readonly port: number;
  /** Where the name leads to: asked anew for every request, or known. */
  readonly to: { readonly resolver: Endpoint } | { readonly address: string };
  /** PEM; present: https. */
  readonly ca?: string;
  /** Asked for in turn. */
  readonly pages: readonly string[];
  readonly steps: readonly VisitStep[];
  /** How long one waits for an answer. */
  readonly patienceMs: number;
  /** At most so many, each used again and again; absent: a new one for every request. */
  readonly connections?: number;
}

export interface VisitStep {
  /** Requests a second. */
  readonly rate: number;
  readonly ms: number;
}

export interface Visitor {
  /** When the first step begins. */
  readonly start: number;
  /** What was told since the last time. */
  readonly listen: () => Promise<Told>;
  /** Lets it ask no more and finish what it has asked; everything that it told since the last time. */
  readonly stop: () => Promise<Told>;
}

/** The clock of all the visits, milliseconds: one for every process of this computer. */
export const visitClock = (): number => Number(process.hrtime.bigint()) / 1e6;

const readyWithinMs = 10_000;
/** Beyond its patience: it says its last words every 100 ms at most. */
const graceMs = 1000;

const lost = (log: string): LabError =>
  new LabError(
    `The visitor's program ended by itself. Its last words:\n${readFileSync(log, 'utf8').trimEnd().slice(-500)}`,
    'Run the drill again.',
  );

let count = 0;

const startVisitor = async (setting: LabSetting, plan: VisitPlan): Promise<{ child: Child; log: string }> => {
  const folder = await makeFolder(setting.place, 'visitor');
  count += 1;
  const files = { program: `${folder}/visitor.mjs`, settings: `${folder}/settings-${count}.json` };
  const log = `${folder}/told-${count}.log`;
  const { to, ...rest } = plan;
  await Promise.all([
    writePrivate(setting.place, files.program, source),
    writePrivate(setting.place, files.settings, JSON.stringify({ ...rest, ...to })),
  ]);
  // Node may lie where only root gets to (its nvm): then the visitor stays with root.
  const mayRead = await isReadable(process.execPath);
  const child = await startProgram(setting, process.execPath, [files.program, files.settings], {
    cwd: folder,
    log,
    env: { PATH: process.env['PATH'] },
    ...(mayRead ? {} : { account: undefined }),
  });
  return { child, log };
};

/** Reads a growing file by whole lines, each once. */
const follow = (log: string, pages: readonly string[]): (() => Promise<Told>) => {
  let offset = 0;
  return async () => {
    const text = await readSince(log, offset);
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    offset += Buffer.byteLength(whole);
    return readTold(whole, pages);
  };
};

const awaitStart = async (child: Child, listen: () => Promise<Told>, log: string): Promise<number> => {
  let began: number | undefined;
  const hasBegun = async () => {
    began ??= (await listen()).start;
    return began !== undefined || !child.isRunning();
  };
  await until(hasBegun, { ms: readyWithinMs, every: 5 });
  if (began !== undefined) return began;
  await child.stop(0);
  throw lost(log);
};

/**
 * Sends a visitor to the lab, in a process of its own: what is measured must not share its clock with who measures.
 * @throws {LabError} when it does not start
 */
export const sendVisitor = async (setting: LabSetting, plan: VisitPlan): Promise<Visitor> => {
  const { child, log } = await startVisitor(setting, plan);
  const began = await awaitStart(child, follow(log, plan.pages), log);
  const read = follow(log, plan.pages);
  let isOver = false;
  const listen = async (): Promise<Told> => {
    const isRunning = child.isRunning(); // asked first: what it wrote before its end is read after that
    const told = await read();
    isOver ||= told.isOver;
    if (!isRunning && !isOver) throw lost(log);
    return told;
  };
  const stop = async (): Promise<Told> => {
    // One that has too little of the processor may not come to its last word in this time: it has told what it saw.
    await child.stop(plan.patienceMs + graceMs);
    return read();
  };
  return { start: began, listen, stop };
};
