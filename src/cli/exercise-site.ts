import type { LabDescription } from '../lab/description.ts';
import { addressesFor } from '../model/dns.ts';
import type { DnsSeen } from '../model/seen/dns.ts';
import { isUnobserved, type Contact, type Unobserved } from '../model/probe.ts';
import { parseSite } from '../model/site.ts';
import type { Target } from '../model/target.ts';
import { createGate } from '../net/gate.ts';
import dns from '../probes/dns.ts';
import { worldOf } from '../probes/world.ts';
import type { Ask, AskOf, See } from '../tutor/expect/kind.ts';
import { asksOf } from '../tutor/expectations.ts';
import type { Exercise } from '../tutor/types.ts';
import type { ExerciseSite, ExerciseWorld, Where } from './commands/exercise.ts';
import type { Aim, Looker, Looking } from './expect/aim.ts';
import { database } from './expect/database.ts';
import { lookedFrom, vantagesOf } from './expect/from.ts';
import { file, firewall, processLook } from './expect/inside.ts';
import { page } from './expect/page.ts';
import { port } from './expect/port.ts';
import { record } from './expect/record.ts';
import { withLab } from './lab-session.ts';
import { meansLab, targetOf } from './target.ts';
import { userAgent } from './tool.ts';
import { workingDirectoryConfig } from './working-directory.ts';

/** Nothing could be looked at, which says nothing about the server: exit code 3. `command` is what helps. */
export class CannotLook extends Error {
  override readonly name = 'CannotLook';
  readonly command: string | undefined;

  constructor(message: string, command?: string) {
    super(message);
    this.command = command;
  }
}

type AnyLooker = Looker<See>;

const lookers = { page, record, port, database, process: processLook, firewall, file } as const;

/** A check brings the whole catalogue along, so it is loaded only for an exercise that names one. */
const lookerOf = async ({ see }: Ask): Promise<AnyLooker> =>
  see === 'check' ? (await import('./expect/check.ts')).check : lookers[see];

/** Pages and ports are at the address of the site; the other kinds find their own way. */
const needsAddress = (ask: Ask): boolean => ask.see === 'port' || (ask.see === 'page' && !ask.here);

const distinct = (contacts: readonly Contact[]): readonly Contact[] =>
  contacts.filter(
    (one, at) => contacts.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)) === at,
  );

/** Everything that the exercise may contact on this server. */
const planOf = async (exercise: Exercise, aim: Aim): Promise<readonly Contact[]> => {
  const asks = exercise.requirements.flatMap(({ expect }) => asksOf(expect));
  const own = await Promise.all(asks.map(async (ask) => (await lookerOf(ask)).plan(ask as AskOf<See>, aim)));
  const first = aim.dial === undefined && asks.some(needsAddress) ? dns.plan(aim.target) : [];
  return distinct([...first, ...own.flat()]);
};

const addressIn = async ({ target, dial }: Aim, world: Looking['world']): Promise<string | undefined> => {
  if (dial !== undefined) return dial;
  const seen: DnsSeen | Unobserved = await dns.look(target, {}, world);
  return addressesFor(target, isUnobserved(seen) ? undefined : seen, target.site.ascii, 1)[0];
};

/** Hands `use` the server as the exercise looks at it: what it may contact, and a way to look. */
export const withAim = async <T>(
  exercise: Exercise,
  aim: Aim,
  { isLab, signal }: { readonly isLab: boolean; readonly signal: AbortSignal },
  use: (site: ExerciseSite) => Promise<T>,
): Promise<T> => {
  const plan = await planOf(exercise, aim);
  const gate = createGate(aim.target, plan, signal);
  const world = worldOf(gate, userAgent);
  let address: Promise<string | undefined> | undefined;
  const looking: Looking = { aim, world, signal, addressOf: () => (address ??= addressIn(aim, world)) };
  try {
    return await use({
      shown: aim.target.site.shown,
      host: aim.name,
      ...(aim.address === undefined ? {} : { address: aim.address }),
      isLab,
      from: lookedFrom(aim),
      vantagesOf: (ask) => vantagesOf(ask, aim),
      plan,
      target: aim.target,
      async look(ask) {
        if (needsAddress(ask) && (await looking.addressOf()) === undefined)
          throw new CannotLook(
            `DNS gives no address for ${aim.target.site.shown}, so no page can be asked for. To see why: infra-tutor check ${aim.target.site.ascii}`,
          );
        return (await lookerOf(ask)).look(ask, looking);
      },
    });
  } finally {
    gate.close();
  }
};

const ownServerOnly = (why: string): CannotLook =>
  new CannotLook(`This exercise is for a server of your own. ${why}`);

/** The lab as an exercise looks at it: from both sides, with the account that the exercise is about. */
export const labAim = async (lab: LabDescription, { lab: shape }: Exercise): Promise<Aim> => {
  if (typeof shape === 'string') throw ownServerOnly(shape);
  const { labInside, labTarget } = await import('../lab/target.ts');
  const { as, login, appPort } = shape;
  const base = labTarget(lab, parseSite(lab.host));
  const target: Target = { ...base, inside: labInside(lab), ...(login ? { dbLogin: login } : {}) };
  return {
    target: as === lab.host ? target : { ...target, site: { ...target.site, shown: as } },
    name: as,
    resolver: lab.resolver,
    // Under its own name as visitors find it, by DNS; the other one is a name of this computer.
    ...(as === lab.host ? {} : { dial: '127.0.0.1' }),
    address: lab.siteAddress,
    ports: {
      80: lab.ports.http,
      443: lab.ports.https,
      ...(appPort === undefined ? {} : { [appPort]: lab.appPort }),
    },
    root: `${lab.directory}/web`,
    isHere: true,
  };
};

/** The learner's own server. */
const ownAim = async ({ host, flags }: Extract<Where, { host: string }>): Promise<Aim> => {
  const config = await workingDirectoryConfig();
  const target = targetOf(host, flags, config);
  const { address: _, ...rest } = flags;
  const { resolver } = targetOf(host, rest, config);
  const typed = flags.address ?? (target.site.kind === 'address' ? target.site.ascii : undefined);
  return {
    target,
    name: target.site.ascii,
    ...(resolver ? { resolver } : {}),
    ...(typed === undefined ? {} : { dial: typed, address: typed }),
    ports: {},
    root: '',
    isHere: flags.inside ?? false,
  };
};

/** A healthy lab passes some exercises by itself, which would say something that is not true of the learner. */
const labWith = async <T>(
  exercise: Exercise,
  signal: AbortSignal,
  use: (lab: LabDescription) => Promise<T>,
): Promise<T> => {
  if (typeof exercise.lab === 'string') throw ownServerOnly(exercise.lab);
  // One of the user's own cannot be started: it is checked on the lab as that is.
  if (exercise.id.startsWith('own/')) return withLab({ signal }, use);
  const { runningLab } = await import('../lab/registry.ts');
  const lab = await runningLab();
  if (lab?.exercise === exercise.id) return use(lab);
  const start = `infra-tutor exercise start ${exercise.id}`;
  if (!lab)
    throw new CannotLook('No lab is running: this exercise was not started there. Start it with:', start);
  throw new CannotLook(
    'This exercise was not started on the lab, or the lab was made whole since. What is there now is not your work. Start it with:',
    start,
  );
};

/** Finds the site that an exercise is checked on: the learner's own, or the lab. */
export const withExerciseSite =
  (signal: AbortSignal): ExerciseWorld['withSite'] =>
  async (where, exercise, use) => {
    if ('lab' in where || meansLab(where.flags, parseSite(where.host)))
      return labWith(exercise, signal, async (lab) =>
        withAim(exercise, await labAim(lab, exercise), { isLab: true, signal }, use),
      );
    return withAim(exercise, await ownAim(where), { isLab: false, signal }, use);
  };
