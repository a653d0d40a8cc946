import { checks, formats, probes } from '../../catalog.ts';
import { exitCode } from '../../engine/exit-code.ts';
import { planFor } from '../../engine/inspect.ts';
import { parseSite, type Site } from '../../model/site.ts';
import type { Target } from '../../model/target.ts';
import { limits } from '../../net/limits.ts';
import type { Config } from '../config.ts';
import { interruptible } from '../interrupt.ts';
import { withLab } from '../lab-session.ts';
import { choicesOf, meansLab, refuseBesideLab, targetOf, type TargetFlags } from '../target.ts';
import { audienceOf, runCheck } from '../run-check.ts';
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
}

const printPlan = async (terminal: Terminal, target: Target, format: string): Promise<number> => {
  const { planJson, planText } = await import('../../report/views/plan.ts');
  const plan = planFor({ probes, checks }, target);
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
    const { labTarget } = await import('../../lab/target.ts');
    return use({ ...labTarget(lab, site), ...choicesOf(flags, config, site) });
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

/** `infra-tutor check [HOST]`: confirms every step of the diagram on a real server. */
export const check = async (
  terminal: Terminal,
  host: string | undefined,
  flags: CheckFlags,
): Promise<number> => {
  const format = requestedFormat(flags);
  const strict = failOnWarn(flags);
  const ms = flags.timeout === undefined ? limits.run : seconds('--timeout', flags.timeout) * 1000;
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
    const look = async (target: Target): Promise<number> => {
      if (flags.plan) return printPlan(terminal, target, format);
      const report = await runCheck(target, signal, ms, await audienceOf(terminal, format));
      terminal.live?.clear();
      const code = exitCode(report, { failOnWarn: strict });
      const reporter = await formats.get(format)?.();
      terminal.document(reporter?.(report, terminal.screen, code) ?? '');
      return code;
    };
    if (isLab) return inLab(flags, config, site, signal, look);
    return look(await withPassword(terminal, targetOf(typed, flags, config), flags));
  });
};
