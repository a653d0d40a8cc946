import type { PartDescription } from './description.ts';
import { applyEdits } from './edit.ts';
import { LabError } from './errors.ts';
import { happen } from './events.ts';
import type { StoppablePart } from './plan.ts';
import { makeQueue } from './queue.ts';
import type { LabSetting, PartMaker, Service } from './services/service.ts';

export type Makers = Readonly<Record<StoppablePart, PartMaker>>;

/** A part that ended although nobody asked the lab to stop it. */
export interface PartExit {
  readonly part: StoppablePart;
  /** `was ended by SIGKILL`. */
  readonly says: string;
}

/** The parts that somebody can stop and start. */
export interface Parts {
  readonly describe: () => readonly PartDescription[];
  /** Settles with the first part that ended unasked. */
  readonly exited: Promise<PartExit>;
  readonly stopPart: (part: StoppablePart) => Promise<void>;
  readonly startPart: (part: StoppablePart) => Promise<void>;
  /** Has a part read its files anew: gracefully where it can, otherwise by a restart. */
  readonly reloadPart: (part: StoppablePart) => Promise<void>;
  /** From now on the lab is in this setting; these parts are made anew for it. One that cannot start stays down. */
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

const start = async (crew: Crew, part: StoppablePart): Promise<void> => {
  if (crew.running.has(part)) return;
  const service = await crew.makers[part].start(crew.setting);
  crew.failed.delete(part);
  crew.running.set(part, service);
  crew.known.set(part, service);
  watch(crew, part, service);
  crew.onChange();
};

const stop = async (crew: Crew, part: StoppablePart): Promise<void> => {
  const service = crew.running.get(part);
  crew.running.delete(part);
  crew.failed.delete(part);
  await service?.stop();
  if (service) crew.onChange();
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
const startOrSay = async (crew: Crew, part: StoppablePart): Promise<void> => {
  try {
    await start(crew, part);
  } catch (error) {
    if (!(error instanceof LabError) || crew.setting.signal.aborted) throw error;
    crew.failed.set(part, error.message);
    crew.onChange();
  }
};

const prepare = async ({ makers, setting }: Crew, part: StoppablePart): Promise<void> => {
  await makers[part].prepare(setting);
  await applyEdits(setting, part);
};

const isWanted = ({ setting }: Crew, part: StoppablePart): boolean => !setting.plan.stopped.includes(part);

const letHappen = async ({ setting, running }: Crew, parts: readonly StoppablePart[]): Promise<void> => {
  for (const event of setting.plan.afterwards)
    if (parts.includes(event.part)) await happen(setting, event, running.get(event.part));
};

const renew = async (crew: Crew, setting: LabSetting, parts: readonly StoppablePart[]): Promise<void> => {
  crew.setting = setting;
  await Promise.all(
    parts.map(async (part) => {
      await stop(crew, part);
      await prepare(crew, part);
      if (isWanted(crew, part)) await startOrSay(crew, part);
    }),
  );
  await letHappen(crew, parts);
};

const describe = ({ makers, running, known, failed }: Crew, part: StoppablePart): PartDescription => {
  const { software, real, note } = known.get(part) ?? { ...makers[part], note: undefined };
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
    onChange,
    onExit,
  };
  const inTurn = makeQueue();
  const stopAll = async (): Promise<void> => void (await Promise.all(all.map((part) => stop(crew, part))));
  const started = all.map(async (part) => {
    await prepare(crew, part);
    if (isWanted(crew, part)) await start(crew, part);
  });
  try {
    await Promise.all(started);
    await letHappen(crew, all);
  } catch (error) {
    setting.giveUp();
    await Promise.allSettled(started);
    await stopAll();
    throw error;
  }
  return {
    describe: () => all.map((part) => describe(crew, part)),
    exited,
    stopPart: (part) => inTurn(() => stop(crew, part)),
    startPart: (part) => inTurn(() => start(crew, part)),
    reloadPart: (part) => inTurn(() => reload(crew, part)),
    renew: (next, parts) => inTurn(() => renew(crew, next, parts)),
    stop: () => inTurn(stopAll),
  };
};
