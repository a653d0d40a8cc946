import type { Finding } from '../../model/report.ts';
import type { Screen } from '../../model/screen.ts';
import type { Fix } from '../../model/words.ts';
import { wrapped } from './lines.ts';

/** Where a step is taken; what is not typed may also be a page of a provider. */
export const placeOf = ({ where, run }: Pick<Fix, 'where' | 'run'>): string => {
  if (where === 'server') return 'on the server';
  return run === undefined ? 'on your side' : 'on your computer';
};

/** `Then: …`; a command is a line to copy, and is never wrapped. */
const labelled = (label: string, text: string, rest: string, screen: Screen): string[] =>
  /^(?:infra-tutor|sudo) /.test(text)
    ? [`${rest}${label}:`, `${rest}  ${screen.ink.code(text)}`]
    : [wrapped(`${label}: ${text}`, screen, rest)];

/** One step of a repair. A command is a line to copy: it is never wrapped. */
export const fixLines = (fix: Fix, first: string, screen: Screen): string[] => {
  const rest = ' '.repeat(first.length);
  return [
    wrapped(`${fix.say} ${screen.ink.faint(`(${placeOf(fix)})`)}`, screen, first),
    ...(fix.run ? [`${rest}  ${screen.ink.code(fix.run)}`] : []),
    ...(fix.risk ? [wrapped(`Risk: ${fix.risk}`, screen, rest)] : []),
    ...(fix.undo ? labelled('Undo', fix.undo, rest, screen) : []),
    ...labelled('Then', fix.verify, rest, screen),
  ];
};

/** A finding for the person who has to repair it: what is wrong, why it is believed, what to do. */
export const explanation = (
  title: string,
  finding: Finding,
  screen: Screen,
  beforeSteps: readonly string[] = [],
): string => {
  const { strength, says, because, proof, fix } = finding;
  const sure = strength === 'likely' ? 'likely, not certain' : 'confirmed';
  return [
    `${screen.ink.bold(title)} ${screen.ink.faint(`(${sure})`)}`,
    wrapped(says ?? because, screen, '  '),
    ...(proof
      ? [
          '',
          wrapped(`${strength === 'likely' ? 'Why it is likely' : 'Why that is so'}: ${proof}`, screen, '  '),
        ]
      : []),
    ...beforeSteps,
    '',
    'What to do:',
    ...fix.flatMap((step, at) => fixLines(step, `  ${at + 1}. `, screen)),
  ].join('\n');
};
