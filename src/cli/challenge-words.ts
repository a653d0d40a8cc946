import type { Challenge, Verdict } from '../lab/challenge.ts';
import type { LabDescription } from '../lab/description.ts';
import { partsOf, type FaultUnit } from '../lab/fault.ts';
import { wrapped } from '../model/lines.ts';
import type { Screen } from '../model/screen.ts';
import { byHand } from './lab-words.ts';

/** All that it could be, without what would be noticed: that alone would give the answer away. */
export const namesText = (faults: readonly FaultUnit[], { columns, ink }: Screen): string =>
  faults.flatMap(({ id, title }) => [ink.code(id), ...wrapped(title, columns, '    ')]).join('\n');

/** What is told at the start, and nothing more. */
export const storyText = (
  { symptom, level }: FaultUnit,
  { seed }: Challenge,
  lab: LabDescription,
  { columns, ink }: Screen,
): string => {
  const commands = (lines: readonly string[]): readonly string[] =>
    lines.map((line) => `  ${ink.code(line)}`);
  return [
    ...wrapped(`One thing in the lab is wrong (challenge ${seed}, level ${level}).`, columns),
    ...wrapped(`What a visitor notices: ${symptom}`, columns),
    '',
    ...wrapped('Look with the tools that you would use on a server:', columns),
    ...commands([...byHand(lab), 'infra-tutor lab logs', 'infra-tutor check --lab']),
    '',
    ...wrapped('Say what it is, by a name from the list:', columns),
    ...commands(['infra-tutor lab challenge --names', 'infra-tutor lab challenge --answer NAME']),
    ...wrapped('Mend it in its files, or have a part made anew:', columns),
    ...commands([`cd ${lab.directory}`, 'infra-tutor lab reload', 'infra-tutor lab fix PART']),
    ...wrapped('Have it judged:', columns),
    ...commands(['infra-tutor lab challenge']),
    '',
  ].join('\n');
};

const says = (verdict: Verdict, fault: FaultUnit, typed: string): string => {
  if (verdict === 'right') return `Right: ${fault.title}. ${fault.look}`;
  if (verdict === 'right-box')
    return typed === fault.hop
      ? 'Right, in that box. What is it there?'
      : 'The box is right; it is something else.';
  return verdict === 'alike'
    ? 'From outside that would look the same, and it is something else. What tells them apart is on the server: its logs, and what listens where.'
    : 'That is not it.';
};

export const answerText = (
  verdict: Verdict,
  fault: FaultUnit,
  typed: string,
  { columns, ink }: Screen,
): string => {
  const mend =
    verdict === 'right'
      ? [
          ...wrapped('Mend it in its files and have them read (infra-tutor lab reload), or:', columns),
          `  ${ink.code(`infra-tutor lab fix ${partsOf(fault).join(' ')}`)}`,
        ]
      : [];
  return [...wrapped(says(verdict, fault, typed), columns), ...mend].join('\n');
};
