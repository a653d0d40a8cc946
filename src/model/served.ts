import type { PathStep, ServedPath } from './seen/served.ts';

/** `%F|%U|%G|%a|%n` of stat(1): `directory|root|root|755|/var/www`. */
const line = /^([a-z ]{1,40})\|([^|]{1,64})\|([^|]{1,64})\|([0-7]{1,5})\|(\/.*)$/;

const kindOf = (words: string): PathStep['kind'] => {
  if (words === 'directory') return 'folder';
  return words.startsWith('regular') ? 'file' : 'other';
};

const mostSteps = 40;
const longest = 1_024;

/** The words of an error of the C library in its own language (`LC_ALL=C`): EACCES. */
const saysDenied = /: Permission denied\s*$/m;

/** What stat(1) says of a path and of all folders above it, from the path upwards. */
export const pathIn = (why: ServedPath['why'], path: string, out: string, err: string): ServedPath => {
  const seen = out.split('\n').flatMap((text): PathStep[] => {
    const [, words = '', owner = '', group = '', mode = '', at] = line.exec(text) ?? [];
    return at === undefined || at.length > longest
      ? []
      : [{ path: at, kind: kindOf(words), owner, group, mode }];
  });
  const steps = seen.toReversed().slice(0, mostSteps);
  // The first line of the output is the path itself, where it is there.
  const isThere = seen.length > 0 && !/\S/.test(err);
  const missing = saysDenied.test(err) || steps.length === 0 ? 'denied' : 'missing';
  return { why, path, steps, end: isThere ? 'there' : missing };
};

/** Whose rights count for a user: the owner's, the group's, or those of all others (path_resolution(7)). */
const digitFor = (
  { owner, group, mode }: PathStep,
  { user, groups }: { readonly user: string; readonly groups: readonly string[] },
): number => {
  const [own = 0, ofGroup = 0, others = 0] = mode.padStart(3, '0').slice(-3).split('').map(Number);
  if (owner === user) return own;
  return groups.includes(group) ? ofGroup : others;
};

type Worker = Parameters<typeof digitFor>[1];

/** Whether the rights let a user pass through a folder (x). The administrator passes always. */
export const mayPass = (step: PathStep, worker: Worker): boolean =>
  worker.user === 'root' || (digitFor(step, worker) & 1) !== 0;

/** Whether the rights let a user read (r). */
export const mayRead = (step: PathStep, worker: Worker): boolean =>
  worker.user === 'root' || (digitFor(step, worker) & 4) !== 0;

/** The first folder above the path through which a user may not pass. */
export const closedFolder = ({ steps, path }: ServedPath, worker: Worker): PathStep | undefined =>
  steps.find((step) => step.kind === 'folder' && step.path !== path && !mayPass(step, worker));
