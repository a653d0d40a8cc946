import type { PartDescription } from './description.ts';
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
  readonly stop: () => Promise<void>;
}

interface Crew {
  readonly makers: Makers;
  readonly setting: LabSetting;
  readonly running: Map<StoppablePart, Service>;
  /** The last one of each part, running or not. */
  readonly known: Map<StoppablePart, Service>;
  readonly onChange: () => void;
  readonly onExit: (exit: PartExit) => void;
}

const all: readonly StoppablePart[] = ['web', 'app', 'db'];

const watch = (crew: Crew, part: StoppablePart, service: Service): void => {
  void service.ended.then((says) => {
    if (crew.running.get(part) !== service || crew.setting.signal.aborted) return;
    crew.running.delete(part);
    crew.onExit({ part, says });
    crew.onChange();
  });
};

const start = async (crew: Crew, part: StoppablePart): Promise<void> => {
  if (crew.running.has(part)) return;
  const service = await crew.makers[part].start(crew.setting);
  crew.running.set(part, service);
  crew.known.set(part, service);
  watch(crew, part, service);
  crew.onChange();
};

const stop = async (crew: Crew, part: StoppablePart): Promise<void> => {
  const service = crew.running.get(part);
  crew.running.delete(part);
  await service?.stop();
  if (service) crew.onChange();
};

const describe = ({ makers, running, known }: Crew, part: StoppablePart): PartDescription => {
  const { software, real, note } = known.get(part) ?? { ...makers[part], note: undefined };
  const service = running.get(part);
  return {
    part,
    software,
    real,
    state: service ? 'up' : 'down',
    ...(note === undefined ? {} : { note }),
    ...(service?.pid === undefined ? {} : { pid: service.pid }),
  };
};

/** Prepares every part and starts those that the plan wants running, all at the same time; or none. */
export const bringUp = async (makers: Makers, setting: LabSetting, onChange: () => void): Promise<Parts> => {
  let onExit = (_exit: PartExit): void => undefined;
  const exited = new Promise<PartExit>((resolve) => {
    onExit = resolve;
  });
  const crew: Crew = { makers, setting, running: new Map(), known: new Map(), onChange, onExit };
  const inTurn = makeQueue();
  const stopAll = async (): Promise<void> => void (await Promise.all(all.map((part) => stop(crew, part))));
  const started = all.map(async (part) => {
    await makers[part].prepare(setting);
    if (!setting.plan.stopped.includes(part)) await start(crew, part);
  });
  try {
    await Promise.all(started);
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
    stop: () => inTurn(stopAll),
  };
};
