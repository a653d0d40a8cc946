import type { CheckId } from '../../model/check.ts';
import { harmlessDeep, harmlessJson } from '../../model/harmless.ts';
import type { Change, Look } from '../../model/look.ts';
import type { Finding, Report } from '../../model/report.ts';
import type { Screen } from '../../model/screen.ts';
import { inAscii } from '../parts/ascii.ts';
import { explanation } from '../parts/explanation.ts';
import { wrapped } from '../parts/lines.ts';
import { mark } from '../parts/mark.ts';

/** One check looked at again, beside what it said before. */
export interface Recheck {
  readonly id: CheckId;
  readonly title: string;
  readonly change: Change;
  readonly before?: Look;
  readonly now: Look;
}

const says: Readonly<Record<Recheck['change'], string>> = {
  first: 'There is no earlier look at this site to compare with.',
  unseen: 'It could not be seen this time.',
  mended: 'Mended.',
  broke: 'It was fine before, and is not any more.',
  'other-cause': 'Something changed: it is another cause now.',
  'still-bad': 'Nothing has changed yet.',
  'still-ok': 'It was fine before, and still is.',
};

const time = (takenAt: string): string => `${takenAt.slice(0, 16).replace('T', ' ')} UTC`;

const lookLines = (label: string, { findings }: Look, screen: Screen): string[] => [
  `${label}:`,
  ...findings.map(({ status, because }) =>
    screen.columns < 60
      ? `  ${mark(status, screen).trimEnd()}\n${wrapped(because, screen, '    ')}`
      : wrapped(because, screen, `  ${mark(status, screen)} `),
  ),
  ...(findings.length === 0 ? ['  nothing to say'] : []),
];

const next = (finding: Finding | undefined, { target }: Report): string =>
  finding?.cause
    ? `infra-tutor explain ${finding.id}/${finding.cause}`
    : `infra-tutor check ${target.again ?? target.site.ascii}`;

/** One check again: before, now, and what became of it. */
export const recheckText = (unsafe: Report, about: Recheck, screen: Screen): string => {
  const report = harmlessDeep(unsafe);
  const { id, title, change, before, now } = harmlessDeep(about);
  const own = report.findings.find(({ hop, status }) => hop === 'tester' && status === 'broken');
  const bad = report.findings.find(
    (one) => one.id === id && (one.status === 'broken' || one.status === 'warn'),
  );
  const whole = [
    wrapped(`${screen.ink.bold(report.target.site.shown)}: ${title} (${id})`, screen),
    '',
    ...(before ? lookLines(`Before (${time(before.takenAt)})`, before, screen) : []),
    ...lookLines('Now', now, screen),
    ...(own ? ['', explanation('This computer', own, screen)] : []),
    ...(bad ? ['', explanation('What was found', bad, screen)] : []),
    '',
    wrapped(screen.ink.bold(says[change]), screen),
    `Next: ${screen.ink.code(next(bad, report))}`,
    '',
  ].join('\n');
  return screen.unicode ? whole : inAscii(whole);
};

/** The same for a program. */
export const recheckJson = (report: Report, about: Recheck, exitCode: number): string => {
  const { tool, target, tester } = report;
  const { id, change, before, now } = about;
  return `${harmlessJson({
    schema: 1,
    tool,
    target: { host: target.site.ascii, ...(target.standsFor ? { standsFor: target.standsFor } : {}) },
    recheck: id,
    change,
    ...(before ? { before } : {}),
    now,
    tester: { status: tester.status },
    exitCode,
  })}\n`;
};
