import * as v from 'valibot';
import {
  fail,
  skipped,
  success,
  type Kind,
  type Outcome,
  type SeenProgram,
  type SeenPrograms,
} from './kind.ts';

/** Programs that run on the server. Only what is named is looked at. */
export interface ProcessExpectation {
  /** As ps(1) calls it (`nginx`), or a word of its command line (`gunicorn`). */
  readonly name: string;
  /** All of its processes belong to this user. */
  readonly user?: string;
  /** How many children its first process has. */
  readonly workers?: number;
  /** It takes connections at this port, on every IPv4 address of the server. */
  readonly listens?: number;
  /** Nothing listens at this port. */
  readonly notAt?: number;
  /** The first process is the one of the start of the exercise, and all its children are new. */
  readonly reloaded?: true;
}

const port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));

const shape = v.pipe(
  v.strictObject({
    name: v.pipe(v.string(), v.regex(/^[\w.-]{1,15}$/)),
    user: v.exactOptional(v.pipe(v.string(), v.minLength(1))),
    workers: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64))),
    listens: v.exactOptional(port),
    notAt: v.exactOptional(port),
    reloaded: v.exactOptional(v.literal(true)),
  }),
  v.check((expected) => Object.keys(expected).length <= 2, 'names the program and at most one thing of it'),
);

const seenShape = v.strictObject({
  programs: v.array(
    v.strictObject({
      pid: v.number(),
      parent: v.optional(v.number(), 1),
      name: v.string(),
      user: v.optional(v.string(), 'www-data'),
      line: v.optional(v.string(), ''),
    }),
  ),
  listeners: v.optional(
    v.array(
      v.strictObject({ address: v.string(), port: v.number(), names: v.optional(v.array(v.string()), []) }),
    ),
    [],
  ),
});

const isIt = (name: string, { name: called, line }: SeenProgram): boolean =>
  called === name || line.split(/[\s/:]+/).includes(name);

/** The programs of this name, and those whose command line has it as a word. */
export const family = (name: string, { programs }: SeenPrograms): readonly SeenProgram[] =>
  programs.filter((one) => isIt(name, one));

const childrenOf = (all: readonly SeenProgram[], { pid: of }: SeenProgram): readonly SeenProgram[] =>
  all.filter(({ parent }) => parent === of);

/** `sudo gunicorn ...` and a shell around it are of the family by their command line. */
const isAround = (all: readonly SeenProgram[], one: SeenProgram): boolean =>
  childrenOf(all, one).some((child) => childrenOf(all, child).length > 0);

/** First processes: the parents of workers, and those that have no others of the family around them. */
const mastersOf = (all: readonly SeenProgram[]): readonly SeenProgram[] =>
  all.filter(
    (one) =>
      !isAround(all, one) && (childrenOf(all, one).length > 0 || !all.some(({ pid }) => pid === one.parent)),
  );

const workersOf = (all: readonly SeenProgram[], master: SeenProgram): readonly number[] =>
  childrenOf(all, master).map(({ pid }) => pid);

const judgeUser = (name: string, user: string, all: readonly SeenProgram[]): Outcome => {
  const users = [...new Set(all.map((one) => one.user))];
  const says = `${name} runs as ${users.join(', ')}`;
  return users.every((one) => one === user)
    ? success(says)
    : fail(
        'other-user',
        says,
        `Every process has to belong to ${user}, the first one too. The word user in nginx.conf is only about the workers: the first process belongs to whoever starts it, and an ordinary user may not open a port below 1024.`,
      );
};

const judgeWorkers = (name: string, workers: number, all: readonly SeenProgram[]): Outcome => {
  const masters = mastersOf(all);
  const counts = masters.map((master) => workersOf(all, master).length);
  const says = masters
    .map(({ pid }, at) => `${name}: process ${pid} with ${counts[at] ?? 0} workers`)
    .join('; ');
  return counts.includes(workers)
    ? success(says)
    : fail(
        'workers',
        says,
        'The number of workers is another one. In gunicorn it is --workers, which counts after a restart, or workers in its configuration file, which counts after a reload by the signal HUP, too, when no --workers is on the command line.',
      );
};

/** ss(8) writes `*` for both families at once. */
const everyIpv4 = new Set(['0.0.0.0', '*']);

const judgeListens = (name: string, named: number, { listeners }: SeenPrograms): Outcome => {
  const at = listeners.filter((one) => one.port === named);
  const says =
    at.length === 0
      ? `nothing listens at port ${named}`
      : at
          .map(
            ({ address, names }) =>
              `${address}:${named} (${names.join(', ') || 'a program whose name may not be seen'})`,
          )
          .join('; ');
  const wide = at.filter(({ address }) => everyIpv4.has(address));
  if (at.length === 0)
    return fail(
      'not-listening',
      says,
      `No program takes connections at port ${named}. Is there a server block that says listen ${named}, and is its file one of those that Nginx reads (sites-enabled)?`,
    );
  if (wide.length === 0)
    return fail(
      'one-address',
      says,
      'It listens at some addresses only. listen with the port alone means every IPv4 address.',
    );
  if (wide.every(({ names }) => names.length === 0))
    return skipped(
      `Somebody listens at port ${named}; whose program it is may only the administrator see: add --sudo.`,
    );
  return wide.some(({ names }) => names.includes(name))
    ? success(says)
    : fail('other-program', says, 'Another program holds this port. Stop it first; only one can have it.');
};

const programsIn = (all: readonly SeenProgram[], masters: readonly SeenProgram[]): string =>
  masters
    .map((master) => `first process ${master.pid}, workers ${workersOf(all, master).join(', ') || 'none'}`)
    .join('; ');

const areNew = (was: readonly number[], is: readonly number[]): boolean =>
  is.length > 0 && !is.some((pid) => was.includes(pid));

/** A server can run several programs of the name: it is enough that one of them was reloaded. */
const judgeReload = (
  all: readonly SeenProgram[],
  name: string,
  before: SeenPrograms | undefined,
): Outcome => {
  if (!before) return skipped('What ran before is not known. Begin with: infra-tutor exercise start');
  const old = family(name, before);
  const [wasMasters, masters] = [mastersOf(old), mastersOf(all)];
  if (wasMasters.length === 0) return skipped(`${name} did not run when the exercise was started.`);
  const says = `before: ${programsIn(old, wasMasters)}; now: ${programsIn(all, masters)}`;
  const ofNow = (pid: number) => masters.find((one) => one.pid === pid);
  const isReloaded = wasMasters.some((was) => {
    const is = ofNow(was.pid);
    return is !== undefined && areNew(workersOf(old, was), workersOf(all, is));
  });
  if (isReloaded) return success(says);
  return wasMasters.every(({ pid }) => ofNow(pid) !== undefined)
    ? fail(
        'same-workers',
        says,
        'Not all of its workers are new. The signal HUP goes to the first process; old workers first finish what they have begun.',
      )
    : fail(
        'restarted',
        says,
        'The first process is another one: that was a restart, and between both nobody answered. The signal HUP to the first process alone replaces the workers.',
      );
};

export const processKind: Kind<'process', ProcessExpectation> = {
  see: 'process',
  shape,
  seenShape,
  asks: () => [{ see: 'process' }],
  options: ({ listens }) => ['--ssh USER@HOST', ...(listens === undefined ? [] : ['--sudo'])],
  key: () => 'process',
  says: ({ name, user, workers, listens, notAt, reloaded }) => {
    if (user !== undefined) return `all processes of ${name} belong to ${user}`;
    if (workers !== undefined) return `${name} with ${workers} workers`;
    if (listens !== undefined) return `${name} listens at port ${listens} on every IPv4 address`;
    if (notAt !== undefined) return `nothing listens at port ${notAt}`;
    return reloaded ? `the same first process of ${name}, and only new workers` : `${name} runs`;
  },
  judge({ name, user, workers, listens, notAt, reloaded }, [{ seen }], { before }) {
    if (notAt !== undefined) {
      const taken = seen.listeners.some((one) => one.port === notAt);
      return taken
        ? fail(
            'listening',
            `a program listens at port ${notAt}`,
            'The firewall is to hand this port on: no program may listen there.',
          )
        : success(`nothing listens at port ${notAt}`);
    }
    if (listens !== undefined) return judgeListens(name, listens, seen);
    const all = family(name, seen);
    if (all.length === 0)
      return fail(
        'not-running',
        `${name} does not run`,
        `No process of ${name} is there. Start it, and read its last words when it does not stay: sudo journalctl -u SERVICE`,
      );
    if (user !== undefined) return judgeUser(name, user, all);
    if (workers !== undefined) return judgeWorkers(name, workers, all);
    return reloaded ? judgeReload(all, name, before) : success(`${name} runs (${all.length} processes)`);
  },
};
