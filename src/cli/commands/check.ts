import { formats } from '../../catalog.ts';
import { planFor, type Observed, type Units } from '../../engine/inspect.ts';
import { shellWord } from '../../model/command.ts';
import { parseSite, type Site } from '../../model/site.ts';
import type { Target } from '../../model/target.ts';
import { limits } from '../../net/limits.ts';
import type { Config } from '../config.ts';
import { textOrJson } from '../format.ts';
import { interruptible } from '../interrupt.ts';
import { withLab } from '../lab-session.ts';
import type { World } from '../../probes/world.ts';
import { audienceOf, everything, lookAt } from '../run-check.ts';
import { checkWhole, showReplay } from '../whole-run.ts';
import {
  choicesOf,
  dbSocketOf,
  meansLab,
  optionOf,
  refuseBesideLab,
  targetOf,
  type TargetFlags,
} from '../target.ts';
import { passwordFromEnvironment } from '../secret.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { seconds } from '../values.ts';
import { workingDirectoryConfig } from '../working-directory.ts';

export interface CheckFlags extends TargetFlags {
  readonly format?: string;
  readonly plan?: boolean;
  readonly timeout?: string;
  readonly failOn?: string;
  readonly requireReal?: boolean;
  readonly save?: string;
  readonly replay?: string;
  readonly recheck?: string;
}

const printPlan = async (
  terminal: Terminal,
  target: Target,
  units: Units<World>,
  format: string,
): Promise<number> => {
  const { planJson, planText } = await import('../../report/views/plan.ts');
  const plan = planFor(units, target);
  terminal.document(format === 'json' ? planJson(target, plan) : planText(target, plan, terminal.screen));
  return 0;
};

/** A hidden question for the password, when there is a person and none was given another way. */
const withPassword = async (terminal: Terminal, target: Target, flags: CheckFlags): Promise<Target> => {
  const { dbLogin } = target;
  if (
    !dbLogin ||
    dbLogin.password !== undefined ||
    !terminal.interactive ||
    flags.plan ||
    passwordFromEnvironment() !== undefined
  )
    return target;
  const password = await terminal.ask.secret(
    `Password of the database user ${dbLogin.user} (empty for none)`,
  );
  return password === '' ? target : { ...target, dbLogin: { ...dbLogin, password } };
};

const labHost = 'www.foobar.com';

const inLab = (
  flags: CheckFlags,
  config: Config,
  site: Site,
  signal: AbortSignal,
  use: (target: Target) => Promise<number>,
): Promise<number> =>
  withLab({ signal, requireReal: flags.requireReal ?? false }, async (lab) => {
    const { labInside, labTarget } = await import('../../lab/target.ts');
    const inside = labInside(lab);
    const atFile = dbSocketOf({ ...flags, lab: true });
    const held = { ...labTarget(lab, site), inside, ...atFile, ...choicesOf(flags, config, site) };
    const { dbSocket } = atFile;
    return use(
      dbSocket === undefined ? held : { ...held, again: `${held.again} --db-socket ${shellWord(dbSocket)}` },
    );
  });

const requestedFormat = ({ format = 'text' }: CheckFlags): string => {
  if (!formats.has(format))
    throw new UsageError(`--format ${format}: the formats are ${[...formats.keys()].join(', ')}.`);
  return format;
};

const failOnWarn = ({ failOn }: CheckFlags): boolean => {
  if (failOn !== undefined && failOn !== 'warn')
    throw new UsageError(`--fail-on ${failOn}: the only word here is warn.`);
  return failOn === 'warn';
};

/** Flags that say what to look at, or how: a saved run was looked at already. */
const notWhenReplayed = (flags: CheckFlags): string | undefined => {
  const { format: _, failOn: _f, replay: _r, ...rest } = flags;
  return Object.entries(rest).find(([, value]) => value !== undefined && value !== false)?.[0];
};

const refuseTogether = (host: string | undefined, flags: CheckFlags): void => {
  if (flags.replay !== undefined) {
    const extra = notWhenReplayed(flags);
    if (host !== undefined || extra !== undefined)
      throw new UsageError(
        `--replay shows a run that was saved: leave out ${host ?? optionOf(extra ?? '')}. Only --format and --fail-on go with it.`,
      );
  }
  if (flags.save !== undefined && (flags.plan || flags.recheck !== undefined))
    throw new UsageError('--save keeps a whole run: it goes neither with --plan nor with --recheck.');
  if (flags.recheck !== undefined && flags.only !== undefined)
    throw new UsageError('--recheck looks at one check, --only at whole boxes: leave one of them out.');
  // Of these two there is nothing to draw.
  if (flags.plan || flags.recheck !== undefined) textOrJson(flags.format);
};

/** `infra-tutor check [HOST]`: confirms every step of the diagram on a real server. */
export const check = async (
  terminal: Terminal,
  host: string | undefined,
  flags: CheckFlags,
): Promise<number> => {
  const showing = { format: requestedFormat(flags), failOnWarn: failOnWarn(flags) };
  refuseTogether(host, flags);
  if (flags.replay !== undefined) return showReplay(terminal, flags.replay, showing);
  const ms = flags.timeout === undefined ? limits.run : seconds('--timeout', flags.timeout) * 1000;
  const again =
    flags.recheck === undefined ? undefined : (await import('../recheck.ts')).recheckOf(flags.recheck);
  const { units } = again ?? { units: everything };
  const settings = await workingDirectoryConfig();
  const typed = host ?? (flags.lab ? labHost : settings.host);
  if (typed === undefined)
    throw new UsageError(
      'Which site? Type its name: infra-tutor check www.example.com (or --lab for the practice stack)',
    );
  const site = parseSite(typed);
  const isLab = meansLab(flags, site);
  if (isLab) refuseBesideLab(flags, site);
  // What the file says of its own site says nothing of another.
  const config = !isLab && (settings.host === undefined || settings.host === typed) ? settings : {};
  return interruptible(async (signal) => {
    const use = async (target: Target): Promise<number> => {
      if (flags.plan) return printPlan(terminal, target, units, showing.format);
      const audience = await audienceOf(terminal, showing.format);
      const look = async (): Promise<Observed> => {
        const observed = await lookAt(target, { signal, ms, audience, units });
        terminal.live?.clear();
        return observed;
      };
      return again
        ? again.show(terminal, await look(), showing)
        : checkWhole(terminal, look, flags.save, showing);
    };
    if (isLab) return inLab(flags, config, site, signal, use);
    return use(await withPassword(terminal, targetOf(typed, flags, config), flags));
  });
};
