import { LabError } from './errors.ts';
import type { LabSetting, PartMaker, Service } from './services/service.ts';

/** Whether a stand-in could do better: the software itself does not work here. */
const isHopeless = (error: unknown, { signal }: LabSetting): error is LabError =>
  error instanceof LabError && error.code !== 'port-taken' && !signal.aborted;

/**
 * The real software, or its stand-in when it is installed and cannot run here: Ubuntu's AppArmor profile, for one,
 * keeps mysqld out of every directory but its own. Once it has run, a failure to start is the learner's to see.
 */
export const orStandIn = (real: PartMaker, standIn: PartMaker): PartMaker => {
  let reason: string | undefined;
  let hasRun = false;
  const giveUp = async (error: unknown, setting: LabSetting): Promise<void> => {
    if (hasRun || !isHopeless(error, setting)) throw error;
    reason = error.message;
    await standIn.prepare(setting);
  };
  const startStandIn = async (setting: LabSetting, note: string): Promise<Service> => ({
    ...(await standIn.start(setting)),
    note,
  });
  const start = async (setting: LabSetting): Promise<Service> => {
    if (reason !== undefined) return startStandIn(setting, reason);
    try {
      const service = await real.start(setting);
      hasRun = true;
      return service;
    } catch (error) {
      await giveUp(error, setting);
      return startStandIn(setting, reason ?? '');
    }
  };
  const prepare = (setting: LabSetting): Promise<void> =>
    real.prepare(setting).catch((error: unknown) => giveUp(error, setting));
  return { software: real.software, real: real.real, prepare, start };
};
