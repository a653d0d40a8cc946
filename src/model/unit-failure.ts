import { backendsFor, behindNginx, shownBackend } from './arrow.ts';
import type { InsideEvidence } from './inside.ts';
import type { UnitSeen } from './seen/units.ts';
import { tableOf } from './table-of.ts';

/** Why the service of the program does not run, as systemd says it. */
export type UnitCause =
  | 'command-not-started'
  | 'folder-missing'
  | 'user-unknown'
  | 'killed-for-memory'
  | 'timed-out'
  | 'crash-loop'
  | 'killed'
  | 'ends-with-error'
  | 'not-started';

export interface UnitFailure {
  readonly cause: UnitCause;
  readonly unit: string;
  readonly because: string;
  /** It is the program behind Nginx, whose place stands in its command; and what systemd says leaves no other reading. */
  readonly isSure: boolean;
}

export type UnitEvidence = Partial<Pick<InsideEvidence, 'units' | 'nginx' | 'listeners'>>;

/** Exit codes with which systemd itself ends what it could not start (systemd.exec(5), Process Exit Codes). */
const beforeStart: Readonly<Record<string, UnitCause>> = tableOf({
  200: 'folder-missing',
  203: 'command-not-started',
  217: 'user-unknown',
});

/** All of them. The program has not run then, whatever the reason was. */
const isOfSystemd = (status: number): boolean => status >= 200 && status <= 245;

/** Result (org.freedesktop.systemd1(5), Service Unit Objects). */
const byResult: Readonly<Record<string, UnitCause>> = tableOf({
  'exit-code': 'ends-with-error',
  signal: 'killed',
  'core-dump': 'killed',
  'start-limit-hit': 'crash-loop',
});

/** It waits until it is started once more. */
const waits = ({ sub }: UnitSeen): boolean => sub.startsWith('auto-restart');

const hasFailed = (unit: UnitSeen): boolean => unit.active === 'failed' || waits(unit);

/** Nobody has started it, somebody has stopped it, or its program has ended without an error. */
const rests = ({ active }: UnitSeen): boolean => active === 'inactive';

const causeOf = (unit: UnitSeen): UnitCause | undefined => {
  const { exit, result = '', restarts } = unit;
  if (rests(unit)) return result === 'success' ? 'not-started' : undefined;
  const early = exit?.by === 'exit' ? beforeStart[exit.status] : undefined;
  if (early !== undefined) return early;
  if (exit?.by === 'exit' && isOfSystemd(exit.status)) return undefined;
  if (result === 'oom-kill') return 'killed-for-memory';
  if (result === 'timeout') return 'timed-out';
  return restarts > 0 || waits(unit) ? 'crash-loop' : byResult[result];
};

const ending = ({ exit, result }: UnitSeen): string => {
  if (result === 'timeout') return 'it took longer than systemd waits';
  if (!exit) return `Result=${result ?? 'unknown'}`;
  return exit.by === 'exit'
    ? `its process ended with exit code ${exit.status}`
    : `its process was ended by signal ${exit.status}`;
};

const said = (unit: UnitSeen): string => {
  const { id, restarts } = unit;
  if (rests(unit)) return `systemd says that ${id} is inactive, and that it has not failed`;
  const times = restarts === 1 ? 'once' : `${restarts} times`;
  const state = waits(unit)
    ? `is about to be started again${restarts > 0 ? ` (so far it was ${times})` : ''}`
    : `has failed${restarts > 0 ? `, after systemd started it again ${times}` : ''}`;
  return `systemd says that ${id} ${state}: ${ending(unit)}`;
};

/** The first of these groups that has a service in it. */
const firstWithAny = (...groups: readonly (readonly UnitSeen[])[]): readonly UnitSeen[] =>
  groups.find(({ length }) => length > 0) ?? [];

/** What a timer starts, or what starts with the machine alone, rests for good reasons. */
const shouldRun = ({ isWanted, triggers }: UnitSeen): boolean =>
  isWanted && !triggers.some((id) => id.endsWith('.timer'));

/** Of the services that do not run, those that may be the program behind Nginx. One that has failed goes first. */
const candidates = ({ units }: NonNullable<UnitEvidence['units']>): readonly UnitSeen[] => {
  const programs = units.filter(({ isProgram, isNamed }) => isProgram === true || isNamed === true);
  const isNamed = (unit: UnitSeen): boolean => unit.isNamed === true;
  const [failed, resting] = [programs.filter(hasFailed), programs.filter(rests)];
  return firstWithAny(failed.filter(isNamed), failed, resting.filter(isNamed), resting.filter(shouldRun));
};

/** Nothing listens where Nginx hands requests on, and it is seen which services have failed, or rest. */
export const idleUnits = (
  { units, nginx, listeners }: UnitEvidence,
  name: string,
): readonly UnitSeen[] | undefined => {
  if (!units || !nginx || !listeners) return undefined;
  const isOpen = behindNginx(nginx, listeners, name).length > 0;
  return isOpen || backendsFor(nginx, name).length === 0 ? undefined : candidates(units);
};

/** The one service that does not run, and because of which nothing listens where Nginx hands requests on. */
export const unitFailure = (seen: UnitEvidence, name: string): UnitFailure | undefined => {
  const [unit, other] = idleUnits(seen, name) ?? [];
  const cause = unit && !other ? causeOf(unit) : undefined;
  if (!unit || cause === undefined || !seen.nginx) return undefined;
  const places = backendsFor(seen.nginx, name).map(shownBackend);
  return {
    cause,
    unit: unit.id,
    because: `${said(unit)}, and nothing listens at ${places.slice(0, 2).join(' or ')}`,
    // The first end of a process that is to be started again is no loop yet.
    isSure: unit.isNamed === true && (cause !== 'crash-loop' || unit.restarts > 0),
  };
};
