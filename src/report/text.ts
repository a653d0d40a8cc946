import { harmlessDeep } from '../model/harmless.ts';
import { meaning, type Hop } from '../model/hops.ts';
import type { Finding, HopVerdict, Report } from '../model/report.ts';
import { installCommand } from '../model/real.ts';
import type { Screen } from '../model/screen.ts';
import type { Fix } from '../model/words.ts';
import { padded, wrapped } from './parts/lines.ts';
import { mark, standIn } from './parts/mark.ts';
import type { Reporter } from './parts/reporter.ts';

const labelWidth = 11;

const headline = ({ target, takenAt }: Report, screen: Screen): string => {
  const { ink } = screen;
  const where = target.standsFor === 'lab' ? ' (the lab on this computer)' : '';
  const time = `${takenAt.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  return wrapped(`${ink.bold(target.site.shown)}${where}, seen from this computer, ${time}`, screen);
};

const notes = ({ target }: Report, screen: Screen): string[] =>
  target.site.notes.map((note) => wrapped(`Note: ${note}.`, screen));

const strengthWord = ({ status, strength }: Pick<HopVerdict, 'status' | 'strength'>): string =>
  strength === 'likely' && (status === 'ok' || status === 'broken' || status === 'warn') ? ' (likely)' : '';

/** One box of the diagram: its mark, its name, what was seen. */
const box = (verdict: HopVerdict, screen: Screen): string => {
  const { ink } = screen;
  const head = `${mark(verdict.status, screen)} ${ink.bold(padded(meaning[verdict.hop].label, labelWidth))}`;
  const blocked =
    verdict.blockedBy && verdict.blockedBy !== verdict.hop
      ? ` (waits for ${meaning[verdict.blockedBy].label})`
      : '';
  const named =
    verdict.software && !verdict.because.includes(verdict.software) ? ` (${verdict.software})` : '';
  const said = `${verdict.because}${named}${standIn(verdict)}${strengthWord(verdict)}${blocked}`;
  return screen.columns < 60
    ? `${head}\n${wrapped(said, screen, '    ')}`
    : wrapped(said, screen, `${head} `);
};

/** The diagram: a request goes down it, box by box. */
const diagram = ({ hops }: Report, screen: Screen): string => {
  const arrow = screen.ink.faint(screen.unicode ? '│' : '|');
  return hops.map((verdict) => box(verdict, screen)).join(`\n${arrow}\n`);
};

const fixLines = (fix: Fix, at: number, screen: Screen): string[] => {
  const { ink } = screen;
  const place = fix.where === 'server' ? 'on the server' : 'on your side';
  return [
    wrapped(`${fix.say} ${ink.faint(`(${place})`)}`, screen, `  ${at + 1}. `),
    // A command is one line to copy: it is never wrapped.
    ...(fix.run ? [`       ${ink.code(fix.run)}`] : []),
    ...(fix.risk ? [wrapped(`Risk: ${fix.risk}`, screen, '     ')] : []),
    ...(fix.undo ? [wrapped(`Undo: ${fix.undo}`, screen, '     ')] : []),
    wrapped(`Then: ${fix.verify}`, screen, '     '),
  ];
};

const explained = (finding: Finding, title: string, screen: Screen): string => {
  const { ink } = screen;
  const sure = finding.strength === 'likely' ? 'likely, not certain' : 'confirmed';
  return [
    wrapped(`${ink.bold(title)} ${finding.says ?? finding.because} ${ink.faint(`(${sure})`)}`, screen),
    '',
    wrapped(`Seen: ${finding.because}.`, screen, '  '),
    ...(finding.proof ? [wrapped(`Why that shows it: ${finding.proof}`, screen, '  ')] : []),
    '',
    'What to do:',
    ...finding.fix.flatMap((fix, at) => fixLines(fix, at, screen)),
    ...(finding.strength === 'likely' && finding.alternatives.length > 0
      ? [
          '',
          'It could also be:',
          ...finding.alternatives.map(({ cause, tellApart }) =>
            wrapped(`${cause}: ${tellApart}`, screen, '  - '),
          ),
        ]
      : []),
  ].join('\n');
};

const rootCause = (report: Report, screen: Screen): string[] => {
  const { firstBroken, findings } = report;
  if (!firstBroken) return [];
  const finding = findings.find(
    ({ id, subject, cause }) =>
      id === firstBroken.finding && subject === firstBroken.subject && cause === firstBroken.cause,
  );
  return finding ? ['', explained(finding, `First broken: ${meaning[firstBroken.hop].label}.`, screen)] : [];
};

const ownNetwork = ({ findings }: Report, screen: Screen): string[] =>
  findings
    .filter(({ hop, status }) => hop === 'tester' && (status === 'broken' || status === 'warn'))
    .map((finding) => `\n${explained(finding, 'This computer:', screen)}`);

const warnings = ({ findings }: Report, screen: Screen): string[] => {
  const seen = findings.filter(({ hop, status }) => status === 'warn' && hop !== 'tester');
  if (seen.length === 0) return [];
  return [
    '',
    'Works, but should not stay like this:',
    ...seen.map(({ hop, because, id }) =>
      wrapped(`${meaning[hop as Hop].label}: ${because} (${id})`, screen, '  - '),
    ),
  ];
};

const unsettled = ({ hops }: Report, screen: Screen): string[] => {
  const open = hops.filter(({ status, toConfirm }) => status === 'unknown' && toConfirm);
  if (open.length === 0) return [];
  return [
    '',
    'Not seen. What would settle it:',
    ...open.map(({ hop, toConfirm }) => wrapped(`${meaning[hop].label}: ${toConfirm}`, screen, '  - ')),
  ];
};

const standIns = ({ target }: Report, screen: Screen): string[] =>
  target.standIns.length === 0
    ? []
    : [
        '',
        wrapped(
          'This lab has stand-ins of ours for what is not installed on this computer. For the real ones:',
          screen,
        ),
        `       ${screen.ink.code(installCommand(target.standIns))}`,
      ];

const summary = ({ hops, firstBroken, tester }: Report): string => {
  const count = (status: HopVerdict['status']): number => hops.filter((hop) => hop.status === status).length;
  if (firstBroken) return `${meaning[firstBroken.hop].label} is the first broken box of the diagram.`;
  if (tester.status === 'broken')
    return 'The network of this computer is in the way; nothing is said about the server.';
  const open = count('unknown') + count('blocked');
  return `${count('ok') + count('warn')} of ${hops.length} boxes hold${open > 0 ? `, ${open} could not be seen` : ''}.`;
};

const nextCommand = ({ firstBroken, findings, target }: Report): string => {
  if (firstBroken) return `infra-tutor explain ${firstBroken.finding}`;
  const notable = findings.find(
    ({ status, hop }) => status === 'warn' || (hop === 'tester' && status === 'broken'),
  );
  if (notable) return `infra-tutor explain ${notable.id}`;
  return target.standsFor === 'lab' ? 'infra-tutor learn' : 'infra-tutor learn --list';
};

/** The answer for a person: the diagram, the first broken hop with its cause and fix, one next command. */
const text: Reporter = (unsafe, screen) => {
  const report = harmlessDeep(unsafe);
  return [
    headline(report, screen),
    ...notes(report, screen),
    '',
    diagram(report, screen),
    ...ownNetwork(report, screen),
    ...rootCause(report, screen),
    ...warnings(report, screen),
    ...unsettled(report, screen),
    ...standIns(report, screen),
    '',
    wrapped(screen.ink.bold(summary(report)), screen),
    `Next: ${screen.ink.code(nextCommand(report))}`,
    '',
  ].join('\n');
};

export default text;
