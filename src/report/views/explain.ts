import type { CauseRule, Strength } from '../../model/check.ts';
import type { Place } from '../../model/hops.ts';
import type { Screen } from '../../model/screen.ts';
import type { CauseWords } from '../../model/words.ts';
import { fixLines } from '../parts/explanation.ts';
import { padded, wrapped } from '../parts/lines.ts';

/** A check in words, as `explain --format json` gives it. */
export interface Explained {
  readonly id: string;
  readonly hop: Place;
  readonly title: string;
  readonly why: string;
  readonly lesson: string;
  readonly causes: readonly (CauseWords & {
    readonly id: string;
    readonly status: CauseRule['status'];
    readonly strength: Strength;
    readonly witnessed: boolean;
  })[];
}

export const explainList = (all: readonly Explained[], screen: Screen): string => {
  const column = Math.max(...all.map(({ id }) => id.length));
  const line = ({ id, title }: Explained): string =>
    screen.columns < column + 30
      ? `${id}\n${wrapped(title, screen, '    ')}`
      : wrapped(title, screen, `${padded(id, column)}  `);
  return [
    ...all.map(line),
    '',
    `One of them: ${screen.ink.code('infra-tutor explain tls/in-date')}`,
    '',
  ].join('\n');
};

const causeLines = (cause: Explained['causes'][number], screen: Screen): string[] => {
  const { ink } = screen;
  return [
    '',
    `${ink.bold(cause.id)} ${ink.faint(`(${cause.status}, ${cause.strength})`)}`,
    wrapped(cause.says, screen, '  '),
    wrapped(cause.proof, screen, '  '),
    '',
    ...cause.fix.flatMap((fix, at) => fixLines(fix, `  ${at + 1}. `, screen)),
    ...(cause.alternatives.length > 0 ? ['', '  Looks similar, but is not it:'] : []),
    ...cause.alternatives.map(({ cause: other, tellApart }) =>
      wrapped(`${other}: ${tellApart}`, screen, '  - '),
    ),
  ];
};

export const explainOne = (check: Explained, screen: Screen): string => {
  const { ink } = screen;
  return [
    ink.bold(check.id),
    wrapped(check.title, screen),
    wrapped(check.why, screen),
    ...check.causes.flatMap((cause) => causeLines(cause, screen)),
    '',
    `Lesson: ${ink.code(`infra-tutor learn ${check.lesson}`)}`,
    '',
  ].join('\n');
};
