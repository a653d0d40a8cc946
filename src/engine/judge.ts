import type { CauseRule, CheckUnit, Context, Judgement } from '../model/check.ts';
import { addressesFor } from '../model/dns.ts';
import type { ProbeId } from '../model/evidence.ts';
import { notLookedAt, type Finding, type Status } from '../model/report.ts';
import { fillWords, type Blanks } from './fill.ts';
import type { Gathered } from './gather.ts';

type Missing = Pick<Finding, 'status' | 'because' | 'blockedBy'>;

const base = (check: CheckUnit, subject: string): Omit<Finding, 'status' | 'because'> => ({
  id: check.id,
  hop: check.place,
  claim: check.claim,
  subject,
  title: check.words.title,
  fix: [],
  alternatives: [],
  lesson: check.words.lesson,
  evidence: check.needs,
});

const whyMissing = (need: ProbeId, { crashed, unobserved }: Gathered): Missing => {
  const error = crashed[need];
  if (error) return { status: 'error', because: `our own ${need} probe failed: ${error.message}` };
  const reason = unobserved[need];
  if (!reason) return { status: 'unknown', because: notLookedAt };
  if (reason.skipped) return { status: 'skipped', because: reason.unobserved };
  if (reason.blockedBy) return { status: 'blocked', because: reason.unobserved, blockedBy: reason.blockedBy };
  return { status: 'unknown', because: reason.unobserved };
};

const statusOf = (judgement: Judgement, rule: CauseRule | undefined): Status => {
  if (judgement.status === 'ok') return 'ok';
  if (judgement.status === 'cause') return rule?.status === 'note' ? 'ok' : (rule?.status ?? 'error');
  if (judgement.isAbsent) return 'skipped';
  return judgement.blockedBy ? 'blocked' : 'unknown';
};

const causeParts = (
  check: CheckUnit,
  { cause, strength }: Judgement,
  rule: CauseRule | undefined,
  blanks: Blanks,
): Partial<Finding> => {
  if (cause === undefined || !rule) return strength ? { strength } : {};
  const words = check.words.causes[cause];
  return {
    cause,
    strength: strength ?? rule.strength,
    ...(words ? fillWords(words, blanks) : {}),
  };
};

const finding = (check: CheckUnit, judgement: Judgement, blanks: Blanks): Finding => {
  const rule = judgement.cause === undefined ? undefined : check.causes[judgement.cause];
  return {
    ...base(check, judgement.subject),
    status: statusOf(judgement, rule),
    because: judgement.because,
    ...causeParts(check, judgement, rule, blanks),
    ...(judgement.blockedBy ? { blockedBy: judgement.blockedBy } : {}),
    ...(judgement.toConfirm ? { toConfirm: judgement.toConfirm } : {}),
  };
};

const blanksFor = ({ evidence }: Gathered, { target }: Context): Blanks => {
  const { site } = target;
  const [address = 'ADDRESS'] = addressesFor(target, evidence.dns, site.ascii, 1);
  const apex = site.ascii.replace(/^www\./, '');
  return {
    site: site.ascii,
    apex,
    twin: site.twin ?? apex,
    address,
    port: String(target.ports.https),
    again: target.again ?? site.ascii,
  };
};

/** All findings of one check. Missing evidence is never a failure; a check that throws is our own error. */
const judgeOne = (check: CheckUnit, gathered: Gathered, context: Context): Finding[] => {
  const whole = base(check, context.target.site.shown);
  const missing = check.needs.find((need) => gathered.evidence[need] === undefined);
  if (missing) return [{ ...whole, ...whyMissing(missing, gathered) }];
  try {
    const blanks = blanksFor(gathered, context);
    return check.judge(gathered.evidence, context).map((judgement) => finding(check, judgement, blanks));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [{ ...whole, status: 'error', because: `our own check failed: ${message}` }];
  }
};

export const judgeAll = (checks: readonly CheckUnit[], gathered: Gathered, context: Context): Finding[] =>
  checks.flatMap((check) => judgeOne(check, gathered, context));
