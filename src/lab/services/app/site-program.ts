import { rm } from 'node:fs/promises';
import type { AppPlan } from '../../plan.ts';
import type { LabSetting, PartMaker } from '../service.ts';
import { gunicorn } from './gunicorn.ts';
import { nodeApp } from './node.ts';
import { phpFpm } from './php-fpm.ts';
import type { Runtime } from './runtime.ts';

const runtimes: Readonly<Record<AppPlan['runtime'], Runtime>> = {
  node: nodeApp,
  gunicorn,
  'php-fpm': phpFpm,
};

const runtimeOf = ({ plan }: LabSetting): Runtime => runtimes[plan.app.runtime];

/** What another runtime has left: whoever looks at the folder should see what runs. */
const tidy = async (setting: LabSetting): Promise<void> => {
  const others = Object.values(runtimes).filter((runtime) => runtime !== runtimeOf(setting));
  await Promise.all(
    others
      .flatMap(({ files }) => files)
      .map((name) => rm(`${setting.place.directory}/app/${name}`, { recursive: true, force: true })),
  );
};

/** The program behind the web server, run by what the plan says. */
export const siteProgram: PartMaker = {
  software: nodeApp.software,
  softwareIn: ({ app }) => runtimes[app.runtime].software,
  real: true,
  prepare: async (setting) => {
    await tidy(setting);
    await runtimeOf(setting).prepare(setting);
  },
  start: (setting) => runtimeOf(setting).start(setting),
};

/**
 * Makes sure that this computer can run the program so.
 * @throws {LabError} when it cannot, with the packages to install
 */
export const requireRuntime = async (runtime: AppPlan['runtime']): Promise<void> => {
  await runtimes[runtime].require?.();
};

/** What can run the program on this computer. */
export const runtimesHere = async (): Promise<readonly AppPlan['runtime'][]> => {
  const asked = Object.entries(runtimes).map(([name, { require }]) =>
    (require?.() ?? Promise.resolve()).then(
      () => [name as AppPlan['runtime']],
      () => [],
    ),
  );
  return (await Promise.all(asked)).flat();
};
