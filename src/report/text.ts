import { harmlessDeep } from '../model/harmless.ts';
import { meaning } from '../model/hops.ts';
import type { Finding, HopVerdict, Report } from '../model/report.ts';
import { installCommand } from '../model/real.ts';
import type { Screen } from '../model/screen.ts';
import { inAscii } from './parts/ascii.ts';
import { arrowLines } from './parts/arrows.ts';
import { diagram, headline } from './parts/diagram.ts';
import { explanation, placeOf } from './parts/explanation.ts';
import { findingLines } from './parts/findings.ts';
import { wrapped } from './parts/lines.ts';
import type { Reporter } from './parts/reporter.ts';
import { timeLines } from './parts/times.ts';
import { wayLines } from './parts/way.ts';

const notes = ({ target }: Report, screen: Screen): string[] =>
  target.site.notes.map((note) => wrapped(`Note: ${note}.`, screen));

const ownNetwork = ({ findings }: Report): Finding[] =>
  findings.filter(({ hop, status }) => hop === 'tester' && (status === 'broken' || status === 'warn'));

const rootCause = ({ firstBroken, findings }: Report): Finding | undefined =>
  firstBroken
    ? findings.find(
        ({ id, subject, cause }) =>
          id === firstBroken.finding && subject === firstBroken.subject && cause === firstBroken.cause,
      )
    : undefined;

/** Warnings of the diagram, the innermost box first: an open database matters more than a name in a header. */
const warnings = ({ findings }: Report): Finding[] =>
  findings.filter(({ hop, status }) => status === 'warn' && hop !== 'tester').toReversed();

/** What is fine, and has a cause all the same: worth knowing. Somebody with a broken box mends that first. */
const noteworthy = ({ findings, firstBroken }: Report): Finding[] =>
  firstBroken ? [] : findings.filter(({ status, cause }) => status === 'ok' && cause !== undefined);

const excepted = ({ findings }: Report): Finding[] => findings.filter(({ ignored }) => ignored);

const unsettled = ({ hops, firstBroken }: Report, screen: Screen): string[] => {
  const open = hops.filter(({ status, toConfirm }) => status === 'unknown' && toConfirm);
  // Somebody with a broken box mends that first.
  if (open.length === 0 || firstBroken) return [];
  const lines = open.map(({ hop, toConfirm }) =>
    wrapped(`${meaning[hop].label}: ${toConfirm}`, screen, '  - '),
  );
  return ['', 'Not seen. What would settle it:', ...lines];
};

const standIns = ({ target }: Report, screen: Screen): string[] =>
  target.standIns.length === 0
    ? []
    : [
        '',
        wrapped(
          'This lab has stand-ins of ours for what is not installed on this computer, or did not start. For the real ones:',
          screen,
        ),
        `    ${screen.ink.code(installCommand(target.standIns))}`,
      ];

/** The repairs are for a server of one's own; the lab has a command that makes it whole, which stands at the end. */
const labAgain = ({ target }: Report, screen: Screen): string[] =>
  target.standsFor === 'lab'
    ? [
        '',
        wrapped(
          'This is the lab. The steps are for a site on the Internet: read them, and type none of them here.',
          screen,
          '  ',
        ),
      ]
    : [];

const counted = ({ hops }: Report): string => {
  const count = (...statuses: HopVerdict['status'][]): number =>
    hops.filter(({ status }) => statuses.includes(status)).length;
  const holding = count('ok');
  const warned = count('warn');
  const unseen = count('unknown', 'blocked');
  const left = count('skipped');
  return [
    `${holding} of ${hops.length} boxes ${holding === 1 ? 'holds' : 'hold'}`,
    ...(warned > 0 ? [`${warned} ${warned === 1 ? 'works' : 'work'} with a warning`] : []),
    ...(unseen > 0 ? [`${unseen} could not be seen`] : []),
    ...(left > 0 ? [`${left} ${left === 1 ? 'was' : 'were'} left out`] : []),
  ].join(', ');
};

/** The first step of the repair: with its command where it has one, otherwise in its words. The lab has its own. */
const nextStep = ({ fix: [step] }: Finding, { target }: Report, screen: Screen): string[] => {
  if (target.standsFor === 'lab')
    return [wrapped('Now, to make the lab whole:', screen), `    ${screen.ink.code('infra-tutor lab fix')}`];
  if (!step) return [];
  const now = `Now, ${placeOf(step)}:`;
  return step.run === undefined
    ? [wrapped(`${now} ${step.say}`, screen)]
    : [wrapped(now, screen), `    ${screen.ink.code(step.run)}`];
};

/** The last lines, which stay on a small screen: the box, the cause, the one next command. */
const conclusion = (report: Report, screen: Screen): string[] => {
  const { firstBroken, interrupted, target, tester } = report;
  const { ink } = screen;
  const cause = rootCause(report);
  const started = interrupted ? ['Interrupted: this is what was seen until then.'] : [];
  if (firstBroken && cause) {
    return [
      ...started,
      wrapped(
        ink.bold(`First broken box: ${meaning[firstBroken.hop].label}. ${cause.says ?? cause.because}`),
        screen,
      ),
      ...nextStep(cause, report, screen),
      `More: ${ink.code(`infra-tutor explain ${cause.id}/${cause.cause}`)}`,
    ];
  }
  const [notable] =
    tester.status === 'broken' || tester.status === 'warn' ? ownNetwork(report) : warnings(report);
  const next = notable
    ? `infra-tutor explain ${notable.id}/${notable.cause}`
    : `infra-tutor learn${target.standsFor === 'lab' ? '' : ' --list'}`;
  const summary =
    tester.status === 'broken'
      ? 'The network of this computer is in the way; nothing is said about the server'
      : counted(report);
  return [...started, wrapped(ink.bold(`${summary}.`), screen), `Next: ${ink.code(next)}`];
};

/** Where a site has several addresses and they fare differently, the one that this is about. */
const brokenTitle = ({ findings, firstBroken }: Report, { id, subject }: Finding): string => {
  const label = firstBroken ? meaning[firstBroken.hop].label : '';
  const isOneOfSeveral = findings.some(
    (other) => other.id === id && other.subject !== subject && other.status === 'ok',
  );
  return `BROKEN: ${label}${isOneOfSeveral ? `, ${subject}` : ''}`;
};

/** The answer for a person: the diagram, the first broken box with its cause and repair, one next command. */
const text: Reporter = (unsafe, screen) => {
  const report = harmlessDeep(unsafe);
  const cause = rootCause(report);
  const whole = [
    headline(report, screen),
    ...notes(report, screen),
    '',
    diagram(report, screen),
    ...timeLines(report, screen),
    ...arrowLines(report, screen),
    ...wayLines(report, screen),
    ...ownNetwork(report).map((finding) => `\n${explanation('This computer', finding, screen)}`),
    ...(cause ? ['', explanation(brokenTitle(report, cause), cause, screen, labAgain(report, screen))] : []),
    ...findingLines('Works, but should not stay like this:', warnings(report), screen),
    ...findingLines('Fine, and worth knowing:', noteworthy(report), screen),
    ...findingLines('By infra-tutor.yaml:', excepted(report), screen),
    ...unsettled(report, screen),
    ...standIns(report, screen),
    '',
    ...conclusion(report, screen),
    '',
  ].join('\n');
  return screen.unicode ? whole : inAscii(whole);
};

export default text;
