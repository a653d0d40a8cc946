import { defineCheck, found, ok, unknown, type Example, type Judgement } from '../../model/check.ts';
import { asIs, change } from '../../model/example.ts';
import type { CodeSeen } from '../../model/seen/code.ts';
import type { ListenersSeen } from '../../model/seen/listeners.ts';
import type { ProcessesSeen } from '../../model/seen/processes.ts';

type Cause = 'older-than-files' | 'folder-deleted';

type Program = CodeSeen['programs'][number];

/** Milliseconds: both times are by the clock of the server, each to a hundredth of a second. */
const slack = 100;

/** The processes that hold the same socket: a program and its workers, which may be younger (a reload). */
const familyOf = ({ pid }: Program, listeners: ListenersSeen | undefined): readonly number[] =>
  (listeners?.listeners ?? [])
    .find(({ processes }) => processes.some((one) => one.pid === pid))
    ?.processes.map((one) => one.pid) ?? [pid];

const startOf = (
  program: Program,
  { processes }: ProcessesSeen,
  listeners: ListenersSeen | undefined,
): string | undefined => {
  const family = familyOf(program, listeners);
  return processes
    .filter(({ pid }) => family.includes(pid))
    .flatMap(({ startedAt = [] }) => startedAt)
    .toSorted()
    .at(-1);
};

/** PHP reads a file anew for every request (php.net, "OPcache", validate_timestamps). */
const readsAnew = ({ name }: Program): boolean => name.startsWith('php');

const shownTime = (iso: string): string => iso.slice(0, 19).replace('T', ' ');

const judgeOne = (program: Program, startedAt: string | undefined): Judgement<Cause> => {
  const { pid, name, folder = '', state, owner, newest } = program;
  const subject = `${name} (process ${pid})`;
  if (state === 'unreadable')
    return unknown(subject, `the folder of ${subject} may not be seen`, 'Look as its user, or with --sudo');
  if (state === 'deleted')
    return found('folder-deleted', subject, `${subject} runs in ${folder}, which is deleted`);
  const isOld =
    startedAt !== undefined &&
    newest !== undefined &&
    !readsAnew(program) &&
    Date.parse(newest.changedAt) > Date.parse(startedAt) + slack;
  if (isOld)
    return found(
      'older-than-files',
      subject,
      `${subject} was started at ${shownTime(startedAt)} UTC, and ${newest.path} was changed at ${shownTime(newest.changedAt)} UTC`,
    );
  const whose = owner === undefined ? '' : `, which belongs to ${owner}`;
  return ok(subject, `${subject} runs the files in ${folder}${whose}`);
};

const eachProgram = (patch: Partial<Program>): Example =>
  change('code', (held) => ({
    ...held,
    programs: held.programs.map((program) => ({ ...program, ...patch })),
  }));

export default defineCheck({
  claim: true,
  needs: ['code'],
  uses: ['processes', 'listeners'],
  judge({ code, processes, listeners }): Judgement<Cause>[] {
    return code.programs.map((program) =>
      judgeOne(program, processes && startOf(program, processes, listeners)),
    );
  },
  causes: {
    'older-than-files': {
      status: 'warn',
      strength: 'likely',
      example: eachProgram({ newest: { path: '/srv/site/app.js', changedAt: '2026-11-20T11:00:00.000Z' } }),
    },
    'folder-deleted': {
      status: 'warn',
      strength: 'confirmed',
      example: eachProgram({ state: 'deleted' }),
    },
  },
  examples: { ok: [asIs], unknown: [eachProgram({ state: 'unreadable' })] },
});
