import { writeFile } from 'node:fs/promises';
import type { LabDescription } from './description.ts';
import { caFile, describeLab } from './describe.ts';
import { LabError } from './errors.ts';
import type { RealOrNot } from './makers.ts';
import { chooseMakers } from './makers.ts';
import type { PartExit, Parts } from './parts.ts';
import { bringUp } from './parts.ts';
import { removePlace, sweep } from './place.ts';
import type { LabPart, LabPlan, StoppablePart } from './plan.ts';
import { healthyPlan, labParts } from './plan.ts';
import { claimLab } from './registry.ts';
import { requireLoopback } from './ports.ts';
import { makeQueue } from './queue.ts';
import type { DnsService } from './services/dns/dns.ts';
import { startDns } from './services/dns/dns.ts';
import type { LabSetting } from './services/service.ts';
import { makeSetting, settingFor } from './setting.ts';
import { changedParts } from './slices.ts';
import type { Visitor, VisitPlan } from './visitor/visitor.ts';
import { sendVisitor } from './visitor/visitor.ts';

export interface StackOptions extends RealOrNot {
  readonly plan?: LabPlan;
  /** Gives the start up; a lab that is ready no longer listens to it. */
  readonly signal?: AbortSignal;
  /** Makes this the lab that `runningLab` finds. There is one at a time. */
  readonly register?: boolean;
  /** Runs before anybody else can find it. */
  readonly beforeFound?: (stack: Stack) => Promise<void>;
}

/** A running lab: DNS, TLS, web server, application, database. */
export interface Stack extends AsyncDisposable {
  /** As it is now: a new value after every change. */
  readonly description: LabDescription;
  /** Settles with the first part that ends by itself, or by somebody else's hand. The lab stays up. */
  readonly exited: Promise<PartExit>;
  readonly stopPart: (part: StoppablePart) => Promise<void>;
  /** Starts a part from the files that are in the lab's directory now. */
  readonly startPart: (part: StoppablePart) => Promise<void>;
  /** What it is like at this moment, but for what somebody has edited in its files since. */
  readonly plan: LabPlan;
  /** Makes anew what is not as in this plan, and whatever else is named. */
  readonly become: (plan: LabPlan, how?: Becoming) => Promise<void>;
  /**
   * Has a part read its files anew.
   * @throws {LabError} with the part's own words when it does not want them
   */
  readonly reloadPart: (part: LabPart) => Promise<void>;
  /**
   * Replaces the program by another instance of it without a moment in which none is there.
   * @throws {LabError} when the new one does not start; the old one goes on
   */
  readonly replaceApp: () => Promise<void>;
  /** Starts somebody who keeps asking for pages, and is gone with the lab at the latest. */
  readonly sendVisitor: (plan: VisitPlan) => Promise<Visitor>;
  /** Ends every process and removes the directory. May be called twice. */
  readonly stop: () => Promise<void>;
}

interface Becoming {
  /** Parts that are made anew even if the plan is the same: their files may have been edited. */
  readonly also?: readonly LabPart[];
  /** Ids of the faults that make it what it becomes, for whoever asks what the lab is like. */
  readonly faults?: readonly string[];
  /** The exercise whose shape it takes; `null`: none. Without it that stays as it was. */
  readonly exercise?: string | null;
}

interface Started {
  setting: LabSetting;
  readonly dns: DnsService;
  readonly parts: Parts;
  faults: readonly string[];
  exercise: string | null;
}

type Starting = StackOptions & { readonly onChange: () => void };

/** Starts everything side by side, or nothing: what had been started is gone when this throws. */
const attempt = async (options: Starting): Promise<Started> => {
  const makers = await chooseMakers(options);
  const setting = await makeSetting(options.plan ?? healthyPlan);
  const { directory } = setting.place;
  options.signal?.addEventListener('abort', setting.giveUp);
  if (options.signal?.aborted) setting.giveUp();
  const dns = startDns(setting.place, setting.plan.dns);
  const parts = bringUp(makers, setting, options.onChange);
  try {
    const ca = writeFile(caFile(directory), setting.certificates.authority.certificate);
    const [dnsService, started] = await Promise.all([dns, parts, ca]);
    options.signal?.throwIfAborted();
    return { setting, dns: dnsService, parts: started, faults: [], exercise: null };
  } catch (error) {
    setting.giveUp();
    await Promise.allSettled([dns.then(({ stop }) => stop()), parts.then(({ stop }) => stop())]);
    await removePlace(directory);
    options.signal?.throwIfAborted();
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', setting.giveUp);
  }
};

const attempts = 3;

/** Somebody may take a port between our finding it free and our servers' using it. */
const withOtherPorts = async (options: Starting): Promise<Started> => {
  for (let left = attempts; ; left -= 1) {
    try {
      return await attempt(options);
    } catch (error) {
      if (!(error instanceof LabError && error.code === 'port-taken' && left > 1)) throw error;
    }
  }
};

const isStoppable = (part: LabPart): part is StoppablePart => part !== 'dns';

const becomeIn = async (
  started: Started,
  plan: LabPlan,
  { also = [], faults = [], exercise }: Becoming,
): Promise<void> => {
  const before = started.setting;
  const setting = await settingFor(before, plan);
  const parts = labParts.filter(
    (part) => also.includes(part) || changedParts(before.plan, setting.plan).includes(part),
  );
  started.setting = setting;
  started.faults = faults;
  if (exercise !== undefined) started.exercise = exercise;
  if (parts.includes('dns')) await started.dns.become(setting.plan.dns);
  await started.parts.renew(setting, parts.filter(isStoppable));
};

interface Told {
  readonly onChange: () => void;
  readonly onStopped: () => Promise<void> | undefined;
}

type Change = () => Promise<void>;

/** One change at a time, and none of a lab that is being stopped: what it made would never be removed. */
const makeTurns = ({ setting: { signal } }: Started) => {
  const inTurn = makeQueue();
  const whileUp = async (change: Change): Promise<void> => {
    try {
      signal.throwIfAborted();
      await change();
    } catch (error) {
      throw signal.aborted
        ? new LabError('The lab was stopped.', 'Start another one.', { cause: error })
        : error;
    }
  };
  return { change: (change: Change) => inTurn(() => whileUp(change)), last: inTurn };
};

const assemble = (started: Started, { onChange, onStopped }: Told): Stack => {
  const { dns, parts } = started;
  const { place, giveUp } = started.setting;
  const startedAt = new Date();
  const { change, last } = makeTurns(started);
  let stopped: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    await Promise.all([parts.stop(), dns.stop()]);
    await removePlace(place.directory);
    await onStopped();
  };
  const stop = (): Promise<void> => {
    giveUp(); // nobody is to finish anything: what they would save is removed
    return (stopped ??= last(end));
  };
  return {
    get description() {
      const { setting, faults, exercise } = started;
      return describeLab(setting, { dns, parts, startedAt, faults, exercise });
    },
    get plan() {
      return started.setting.plan;
    },
    exited: parts.exited,
    stopPart: (part) => change(() => parts.stopPart(part)),
    startPart: (part) => change(() => parts.startPart(part)),
    become: (plan, how = {}) => change(() => becomeIn(started, plan, how).finally(onChange)),
    reloadPart: (part) => change(() => (isStoppable(part) ? parts.reloadPart(part) : dns.reload())),
    replaceApp: () =>
      change(async () => {
        started.setting = await parts.replaceApp();
      }),
    sendVisitor: (plan) => sendVisitor(started.setting, plan),
    stop,
    [Symbol.asyncDispose]: stop,
  };
};

/**
 * Brings a lab up; it is ready when this resolves. Nothing of it survives this process, however that ends.
 * @throws {LabError} with a sentence for people
 */
export const startStack = async (options: StackOptions = {}): Promise<Stack> => {
  if (process.platform === 'win32')
    throw new LabError('The lab does not run on Windows itself.', 'Start it inside WSL: wsl --install');
  requireLoopback();
  const claim = options.register ? await claimLab() : undefined;
  let stack: Stack | undefined;
  const publish = async (): Promise<void> => {
    if (stack) await claim?.publish(stack.description);
  };
  try {
    // A change that cannot be written down must not end a lab that runs; whoever asks next sees the older state.
    const onChange = (): void => void publish().catch(() => {});
    const [started] = await Promise.all([withOtherPorts({ ...options, onChange }), sweep()]);
    stack = assemble(started, { onChange, onStopped: () => claim?.release() });
    await options.beforeFound?.(stack);
    await publish();
    return stack;
  } catch (error) {
    await stack?.stop();
    await claim?.release();
    throw error;
  }
};
