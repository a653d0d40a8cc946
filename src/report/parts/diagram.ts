import { meaning } from '../../model/hops.ts';
import type { HopVerdict, Report } from '../../model/report.ts';
import type { Screen } from '../../model/screen.ts';
import { padded, wrapped } from './lines.ts';
import { mark, standIn } from './mark.ts';

const labelWidth = 11;

/** Whose diagram this is, and when it was looked at. */
export const headline = ({ target, takenAt }: Report, screen: Screen): string => {
  const where = target.standsFor === 'lab' ? ' (the lab on this computer)' : '';
  const time = takenAt.toISOString().slice(0, 16).replace('T', ' ');
  return wrapped(`${screen.ink.bold(target.site.shown)}${where}, ${time} UTC`, screen);
};

const strengthWord = ({ status, strength }: Pick<HopVerdict, 'status' | 'strength'>): string =>
  strength === 'likely' && (status === 'ok' || status === 'broken' || status === 'warn') ? ' (likely)' : '';

/** What was seen of a box, in one sentence. */
export const said = (verdict: HopVerdict): string => {
  const { because, blockedBy, hop, software } = verdict;
  const waits = blockedBy && blockedBy !== hop ? ` (waits for ${meaning[blockedBy].label})` : '';
  const named = software && !because.includes(software) && hop !== 'db' ? ` (${software})` : '';
  return `${because}${named}${standIn(verdict)}${strengthWord(verdict)}${waits}`;
};

/** One box: its mark, its name, what was seen. */
const box = (verdict: HopVerdict, screen: Screen): string => {
  const head = `${mark(verdict.status, screen)} ${screen.ink.bold(padded(meaning[verdict.hop].label, labelWidth))}`;
  return screen.columns < 60
    ? `${head.trimEnd()}\n${wrapped(said(verdict), screen, '    ')}`
    : wrapped(said(verdict), screen, `${head} `);
};

/** A request goes down the diagram, box by box. */
export const diagram = ({ hops }: Report, screen: Screen): string => {
  const arrow = screen.ink.faint(screen.unicode ? '│' : '|');
  return hops.map((verdict) => box(verdict, screen)).join(`\n${arrow}\n`);
};
