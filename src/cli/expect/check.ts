import { narrowedTo, planFor, reportOf } from '../../engine/inspect.ts';
import type { CheckUnit } from '../../model/check.ts';
import type { Finding } from '../../model/report.ts';
import { limits } from '../../net/limits.ts';
import { everything, lookAt } from '../run-check.ts';
import { tool } from '../tool.ts';
import type { Looker } from './aim.ts';

const named = (id: string): CheckUnit => {
  const unit = everything.checks.find((one) => one.id === id);
  if (!unit) throw new Error(`an exercise names the check ${id}, which there is not`);
  return unit;
};

const worst = ['error', 'broken', 'warn', 'blocked', 'unknown', 'skipped', 'ok'] as const;

const rank = ({ status }: Finding): number => worst.indexOf(status);

/** A check is looked at as `check --recheck` does it: with its own probes, under a plan and a deadline of its own. */
export const check: Looker<'check'> = {
  plan: ({ id }, { target }) => planFor(narrowedTo(everything, named(id)), target),
  async look({ id }, { aim: { target }, signal }) {
    const units = narrowedTo(everything, named(id));
    const observed = await lookAt(target, { signal, ms: limits.run, units });
    const { findings } = reportOf(observed, { checks: units.checks, tool });
    const [first] = findings.filter((one) => one.id === id).toSorted((a, b) => rank(a) - rank(b));
    if (!first) return { unseen: `The check ${id} had nothing to judge.` };
    const { status, cause, because } = first;
    return { status, because, ...(cause === undefined ? {} : { cause }) };
  },
};
