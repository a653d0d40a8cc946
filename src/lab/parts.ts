import type { PartDescription } from './description.ts';
import { applyEdits } from './edit.ts';
import { aboutFiles, LabError } from './errors.ts';
import { happen } from './events.ts';
import type { StoppablePart } from './plan.ts';
import { replaceApp } from './replace-app.ts';
import type { LabSetting, PartMaker, Service } from './services/service.ts';

export type Makers = Readonly<Record<StoppablePart, PartMaker>>;

/** A part that ended although nobody asked the lab to stop it. */
export interface PartExit {
  readonly part: StoppablePart;
  /** `was ended by SIGKILL`. */
  readonly says: string;
}

/** The parts that somebody can stop and start: one change at a time. */
export interface Parts {
  readonly describe: () => readonly PartDescription[];
  /** Settles with the first part that ended unasked. */
  readonly exited: Promise<PartExit>;
  readonly stopPart: (part: StoppablePart) => Promise<void>;
  readonly startPart: (part: StoppablePart) => Promise<void>;
  /** Has a part read its files anew: gracefully where it can, otherwise by a restart. */
  readonly reloadPart: (part: StoppablePart) => Promise<void>;
  /** A second instance of the program takes over, and then the first one ends. Gives the setting it runs in. */
  readonly replaceApp: () => Promise<LabSetting>;
  /**
   * From now on the lab is in this setting; these parts are made anew for it, and those that could not be made the
   * last time. One that cannot start stays down.
   * @throws {LabError} when one cannot be made; it stays down, and the others are made all the same
   */
  readonly renew: (setting: LabSetting, parts: readonly StoppablePart[]) => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Crew {
  readonly makers: Makers;
  setting: LabSetting;
  readonly running: Map<StoppablePart, Service>;
  /** The last one of each part, running or not. */
  readonly known: Map<StoppablePart, Service>;
  /** Why a part that should run does not. */
  readonly failed: Map<StoppablePart, string>;
  /** Parts that are not as the plan says: something went wrong before they could be. */
  readonly unmade: Set<StoppablePart>;
  readonly onChange: () => void;
  readonly onExit: (exit: PartExit) => void;
}

const all: readonly StoppablePart[] = ['web', 'app', 'db'];

const watch = (crew: Crew, part: StoppablePart, service: Service): void => {
  void service.ended.then((says) => {
    if (crew.running.get(part) !== service || crew.setting.signal.aborted) return;
    crew.running.delete(part);
    crew.failed.set(part, says);
    crew.onExit({ part, says });
    crew.onChange();
  });
};

/** Why a part is down, for whoever looks at the lab. */
const fail = (crew: Crew, part: StoppablePart, error: unknown): void => {
  if (crew.setting.signal.aborted) return;
  crew.failed.set(part, error instanceof Error ? error.message : String(error));
  crew.onChange();
};

const start = async (crew: Crew, part: StoppablePart): Promise<void> => {
  if (crew.running.has(part)) return;
  const service = await crew.makers[part].start(crew.setting).catch((error: unknown) => {
    fail(crew, part, error);
    throw error;
  });
  crew.failed.delete(part);
  crew.running.set(part, service);
  crew.known.set(part, service);
  watch(crew, part, service);
  crew.onChange();
};

const stop = async (crew: Crew, part: StoppablePart): Promise<void> => {
  const service = crew.running.get(part);
  const changes = [crew.running.delete(part), crew.failed.delete(part)];
  await service?.stop();
  if (changes.includes(true)) crew.onChange();
};

const reload = async (crew: Crew, part: StoppablePart): Promise<void> => {
  const service = crew.running.get(part);
  if (service?.reload) return service.reload();
  await stop(crew, part);
  await startOrSay(crew, part);
  const why = crew.failed.get(part);
  if (why !== undefined) throw new LabError(why, "Correct its files in the lab's directory.");
};

/** In a lab that runs, a part that cannot start is the learner's to see: it stays down, and the reason is kept. */
const startOrSay = (crew: Crew, part: StoppablePart): Promise<void> =>
  start(crew, part).catch((error: unknown) => {
    if (!(error instanceof LabError) || crew.setting.signal.aborted) throw error;
  });

const prepare = async (crew: Crew, part: StoppablePart): Promise<void> => {
  const { makers, setting } = crew;
  try {
    await makers[part].prepare(setting);
    await applyEdits(setting, part);
  } catch (error) {
    const said = aboutFiles(part, error);
    fail(crew, part, said);
    throw said;
  }
};

const notRunning = (): LabError =>
  new LabError(
    'The web server and the program have to run when the program is replaced.',
    'Start what is stopped.',
  );

const replace = async (crew: Crew): Promise<LabSetting> => {
  const [web, old] = [crew.running.get('web'), crew.running.get('app')];
  if (!web || !old) throw notRunning();
  const { setting, service } = await replaceApp({ setting: crew.setting, app: crew.makers.app, web });
  crew.setting = setting;
  crew.running.set('app', service);
  crew.known.set('app', service);
  watch(crew, 'app', service);
  await old.stop();
  crew.onChange();
  return setting;
};

const isWanted = ({ setting }: Crew, part: StoppablePart): boolean => !setting.plan.stopped.includes(part);

const letHappen = async ({ setting, running }: Crew, part: StoppablePart): Promise<void> => {
  for (const event of setting.plan.afterwards)
    if (event.part === part) await happen(setting, event, running.get(part));
};

const make = async (crew: Crew, part: StoppablePart): Promise<void> => {
  crew.unmade.add(part);
  await stop(crew, part);
  await prepare(crew, part);
  if (isWanted(crew, part)) await startOrSay(crew, part);
};

/** What happens afterwards happens once everything runs: a visitor needs more than one part. */
const finish = async (crew: Crew, part: StoppablePart, made: Promise<void> | undefined): Promise<void> => {
  await made;
  await letHappen(crew, part);
  crew.unmade.delete(part);
};

/** All to the end, whatever becomes of one: nothing goes on behind the back of whoever waits. */
const renew = async (crew: Crew, setting: LabSetting, parts: readonly StoppablePart[]): Promise<void> => {
  crew.setting = setting;
  const wanted = all.filter((part) => parts.includes(part) || crew.unmade.has(part));
  const made = wanted.map((part) => make(crew, part));
  await Promise.allSettled(made);
  const finished = wanted.map((part, at) => finish(crew, part, made[at]));
  await Promise.allSettled(finished);
  await Promise.all(finished);
};

/** The last one that ran, unless the plan wants other software by now. */
const lastOf = ({ makers, setting, known }: Crew, part: StoppablePart): Service | undefined => {
  const wanted = makers[part].softwareIn?.(setting.plan);
  const last = known.get(part);
  return wanted === undefined || last?.software.startsWith(`${wanted}/`) ? last : undefined;
};

const describe = (crew: Crew, part: StoppablePart): PartDescription => {
  const { makers, setting, running, failed } = crew;
  const { software: usual, softwareIn, real: isReal } = makers[part];
  const planned = { software: softwareIn?.(setting.plan) ?? usual, real: isReal, note: undefined };
  const { software, real, note } = lastOf(crew, part) ?? planned;
  const service = running.get(part);
  const why = failed.get(part);
  return {
    part,
    software,
    real,
    state: service ? 'up' : 'down',
    ...(note === undefined ? {} : { note }),
    ...(why === undefined ? {} : { why }),
    ...(service?.pid === undefined ? {} : { pid: service.pid }),
  };
};

/** Prepares every part and starts those that the plan wants running, all at the same time; or none. */
export const bringUp = async (makers: Makers, setting: LabSetting, onChange: () => void): Promise<Parts> => {
  let onExit = (_exit: PartExit): void => undefined;
  const exited = new Promise<PartExit>((resolve) => {
    onExit = resolve;
  });
  const crew: Crew = {
    makers,
    setting,
    running: new Map(),
    known: new Map(),
    failed: new Map(),
    unmade: new Set(),
    onChange,
    onExit,
  };
  const stopAll = async (): Promise<void> => void (await Promise.all(all.map((part) => stop(crew, part))));
  const started = all.map(async (part) => {
    await prepare(crew, part);
    if (isWanted(crew, part)) await start(crew, part);
  });
  try {
    await Promise.all(started);
    for (const part of all) await letHappen(crew, part);
  } catch (error) {
    setting.giveUp();
    await Promise.allSettled(started);
    await stopAll();
    throw error;
  }
  return {
    describe: () => all.map((part) => describe(crew, part)),
    exited,
    stopPart: (part) => stop(crew, part),
    startPart: (part) => start(crew, part),
    reloadPart: (part) => reload(crew, part),
    replaceApp: () => replace(crew),
    renew: (next, parts) => renew(crew, next, parts),
    stop: stopAll,
  };
};
