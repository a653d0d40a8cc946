import { checks, probes } from '../../catalog.ts';
import { exitCode } from '../../engine/exit-code.ts';
import { inspect, planFor } from '../../engine/inspect.ts';
import { parseSite } from '../../model/site.ts';
import type { Report } from '../../model/report.ts';
import type { Target } from '../../model/target.ts';
import { createGate } from '../../net/gate.ts';
import { limits } from '../../net/limits.ts';
import type { World } from '../../probes/world.ts';
import { json } from '../../report/json.ts';
import { plan as planText, planJson } from '../../report/plan.ts';
import type { Reporter } from '../../report/reporter.ts';
import { sketch } from '../../report/sketch.ts';
import { text } from '../../report/text.ts';
import type { Config } from '../config.ts';
import { interruptible } from '../interrupt.ts';
import { withLab } from '../lab-session.ts';
import { choicesOf, environmentPassword, meansLab, targetOf, type TargetFlags } from '../target.ts';
import type { Terminal } from '../terminal.ts';
import { tool, userAgent } from '../tool.ts';
import { UsageError } from '../usage-error.ts';
import { seconds } from '../values.ts';
import { workingDirectoryConfig } from '../working-directory.ts';
import { pending, sayWaiting } from '../waiting.ts';

export interface CheckFlags extends TargetFlags {
  readonly format?: string;
  readonly plan?: boolean;
  readonly timeout?: string;
  readonly failOn?: string;
  readonly requireReal?: boolean;
}

const reporters: Readonly<Record<string, Reporter>> = { text, json };
export const formats = Object.keys(reporters);

const units = { probes, checks };

/** Who is told of a run while it goes on. */
interface Audience {
  readonly say?: (text: string) => void;
  readonly show?: (report: Report) => void;
}

/** A person at a terminal sees the diagram fill; a pipe hears only what is waited for, on standard error. */
const audienceOf = ({ live, screen, err }: Terminal, format: string): Audience => {
  if (!live || format !== 'text') return { say: err };
  let [waiting, drawn] = ['', ''];
  const draw = (): void => live.draw(waiting ? `${drawn}\n${waiting}` : drawn);
  return {
    say(line) {
      waiting = line;
      draw();
    },
    show(report) {
      drawn = sketch(report, screen);
      draw();
    },
  };
};

/** Looks at one target under one deadline. */
export const run = async (
  target: Target,
  signal: AbortSignal,
  ms: number,
  { say = () => {}, show = () => {} }: Audience = {},
): Promise<Report> => {
  const ended = new AbortController();
  const end = (): void => ended.abort(signal.aborted ? signal.reason : 'deadline');
  const timer = setTimeout(end, ms);
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  let latest: Report | undefined;
  const quiet = sayWaiting(
    say,
    () =>
      pending(
        latest,
        probes.map(({ id }) => id),
      ),
    ms,
  );
  try {
    return await inspect<World>(target, {
      ...units,
      tool,
      now: new Date(),
      signal: ended.signal,
      world: (plan) => ({ gate: createGate(target, plan, ended.signal), userAgent }),
      onReport: (report) => {
        latest = report;
        show(report);
      },
    });
  } finally {
    quiet();
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
};

const printPlan = (terminal: Terminal, target: Target, format: string): number => {
  const plan = planFor(units, target);
  if (format === 'json') terminal.document(planJson(target, plan));
  else terminal.document(planText(target, plan, terminal.screen));
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
    environmentPassword() !== undefined
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
  typed: string,
  signal: AbortSignal,
  use: (target: Target) => Promise<number>,
): Promise<number> =>
  withLab({ signal, requireReal: flags.requireReal ?? false }, async (lab) => {
    const { labTarget } = await import('../../lab/target.ts');
    const site = parseSite(typed);
    return use({ ...labTarget(lab, site), ...choicesOf(flags, config, site) });
  });

const requestedFormat = ({ format = 'text' }: CheckFlags): string => {
  if (!(format in reporters))
    throw new UsageError(`--format ${format}: the formats are ${formats.join(', ')}.`);
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
  const config = await workingDirectoryConfig();
  const typed = host ?? config.host ?? (flags.lab ? labHost : undefined);
  if (typed === undefined)
    throw new UsageError(
      'Which site? Type its name: infra-tutor check www.example.com (or --lab for the practice stack)',
    );
  return interruptible(async (signal) => {
    const look = async (target: Target): Promise<number> => {
      if (flags.plan) return printPlan(terminal, target, format);
      const report = await run(target, signal, ms, audienceOf(terminal, format));
      terminal.live?.clear();
      const code = exitCode(report, { failOnWarn: strict });
      terminal.document((reporters[format] ?? text)(report, terminal.screen, code));
      return code;
    };
    if (meansLab(flags, parseSite(typed))) return inLab(flags, config, typed, signal, look);
    return look(await withPassword(terminal, targetOf(typed, flags, config), flags));
  });
};
