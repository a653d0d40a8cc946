import { faults } from '../../catalog-faults.ts';
import type { FaultUnit } from '../../lab/fault.ts';
import { needsReal, partsOf } from '../../lab/fault.ts';
import { meaning, type Hop } from '../../model/hops.ts';
import { harmless, harmlessJson } from '../../model/harmless.ts';
import { withCommand, wrapped } from '../../model/lines.ts';
import { nearIds } from '../../model/near.ts';
import type { Screen } from '../../model/screen.ts';
import { giveOrder, runningOrSay } from '../lab-order.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { textOrJson } from '../format.ts';

const json = (fault: FaultUnit) => {
  const { id, hop, title, symptom, level, outside } = fault;
  const seen = outside === 'nothing' ? {} : { outside: { finding: outside.finding, cause: outside.cause } };
  return { id, hop, title, symptom, level, seen, needsReal: needsReal(fault) };
};

const entry = ({ id, symptom }: FaultUnit, { columns, ink }: Screen): readonly string[] => [
  `  ${ink.code(id)}`,
  ...wrapped(symptom, columns, '      '),
];

const listText = (screen: Screen): string => {
  const boxes = [...new Set(faults.map(({ hop }) => hop))];
  const intro = `${faults.length} ways to break the lab, by the box in which the mistake is, and what a visitor notices:`;
  const box = (hop: Hop): readonly string[] => [
    '',
    screen.ink.bold(meaning[hop].label),
    ...faults.filter((fault) => fault.hop === hop).flatMap((fault) => entry(fault, screen)),
  ];
  return [
    ...wrapped(intro, screen.columns),
    ...boxes.flatMap(box),
    '',
    withCommand('Make one, or several:', 'infra-tutor lab break ID', screen.columns),
    withCommand('Be given one and find it:', 'infra-tutor lab challenge', screen.columns),
  ].join('\n');
};

/** A fault by its id, or by what stands after the slash when that is enough. */
const meant = (typed: string): FaultUnit => {
  const found = faults.filter(({ id }) => id === typed || id.split('/')[1] === typed);
  const [fault] = found;
  if (fault && found.length === 1) return fault;
  const near =
    found.length > 1
      ? found.map(({ id }) => id)
      : nearIds(
          typed,
          faults.map(({ id }) => id),
        );
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'All of them: infra-tutor lab break';
  throw new UsageError(`There is no fault "${harmless(typed)}". ${hint}`);
};

const madeText = (fault: FaultUnit, { columns }: Screen): readonly string[] => [
  ...wrapped(`Broken on purpose: ${fault.title}.`, columns),
  ...wrapped(`What a visitor notices: ${fault.symptom}`, columns, '  '),
  ...wrapped(`Look: ${fault.look}`, columns, '  '),
  '',
];

/** `lab break [FAULT…]`: makes faults, or lists them. */
export const breakLab = async (
  terminal: Terminal,
  typed: readonly string[],
  flags: { readonly format?: string },
): Promise<number> => {
  const { screen } = terminal;
  if (typed.length === 0) {
    if (textOrJson(flags.format) === 'json')
      terminal.document(`${harmlessJson({ schema: 1, faults: faults.map(json) })}\n`);
    else terminal.out(listText(screen));
    return 0;
  }
  const wanted = typed.map(meant);
  const lab = await runningOrSay();
  await giveOrder(lab, { do: 'break', faults: wanted.map(({ id }) => id) });
  const parts = [...new Set(wanted.flatMap(partsOf))];
  terminal.out(
    [
      ...wanted.flatMap((fault) => madeText(fault, screen)),
      withCommand('See what the check says:', 'infra-tutor check --lab', screen.columns),
      withCommand('Its files:', `cd ${lab.directory}`, screen.columns),
      withCommand('Make it whole again:', `infra-tutor lab fix ${parts.join(' ')}`, screen.columns),
    ].join('\n'),
  );
  return 0;
};
