import { checks } from '../../catalog.ts';
import { harmlessJson } from '../../model/harmless.ts';
import type { Explained } from '../../report/views/explain.ts';
import { fillWords } from '../../engine/fill.ts';
import type { CheckUnit } from '../../model/check.ts';
import { nearIds } from '../../model/near.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

/** Without a target the blanks stand for themselves. */
const blanks = {
  site: 'www.example.com',
  apex: 'example.com',
  twin: 'example.com',
  address: 'ADDRESS',
  port: '443',
};

const explained = ({ id, place, words, causes }: CheckUnit): Explained => ({
  id,
  hop: place,
  title: words.title,
  why: words.why,
  lesson: words.lesson,
  causes: Object.entries(words.causes).map(([cause, said]) => {
    const { says, proof, fix, alternatives } = fillWords(said, blanks);
    const { status, strength, restsOn } = causes[cause] ?? {
      status: 'broken' as const,
      strength: 'likely' as const,
    };
    return { id: cause, says, proof, fix, alternatives, status, strength, witnessed: restsOn === undefined };
  }),
});

const unknownCheck = (typed: string): string => {
  const near = nearIds(
    typed,
    checks.map((check) => check.id),
  );
  return `There is no check "${typed}". ${near.length > 0 ? `Near it: ${near.join(', ')}` : 'infra-tutor explain lists all of them.'}`;
};

/** `infra-tutor explain [ID]`: what a check means, its causes and fixes, without looking at anything. */
export const explain = async (
  terminal: Terminal,
  id: string | undefined,
  { format = 'text' }: { readonly format?: string },
): Promise<number> => {
  if (format !== 'text' && format !== 'json')
    throw new UsageError(`--format ${format}: the formats are text, json.`);
  const chosen = id === undefined ? checks : checks.filter((check) => check.id === id || check.place === id);
  if (chosen.length === 0) throw new UsageError(unknownCheck(id ?? ''));
  const all = chosen.map(explained);
  const { explainList, explainOne } = await import('../../report/views/explain.ts');
  if (format === 'json') terminal.document(`${harmlessJson({ schema: 1, checks: all })}\n`);
  else
    terminal.document(
      all.length === 1 && all[0] ? explainOne(all[0], terminal.screen) : explainList(all, terminal.screen),
    );
  return 0;
};
