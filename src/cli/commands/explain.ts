import { checks } from '../../catalog.ts';
import { harmlessJson } from '../../model/harmless.ts';
import type { Explained } from '../../report/views/explain.ts';
import { fillWords } from '../../engine/fill.ts';
import type { CheckUnit } from '../../model/check.ts';
import { nearIds } from '../../model/near.ts';
import type { Terminal } from '../terminal.ts';
import { textOrJson } from '../format.ts';
import { UsageError } from '../usage-error.ts';

/** Without a target the blanks stand for themselves. */
const blanks = {
  site: 'www.example.com',
  apex: 'example.com',
  twin: 'example.com',
  address: 'ADDRESS',
  port: '443',
  again: 'www.example.com',
};

const explained = ({ id, place, words, causes }: CheckUnit, only?: string): Explained => ({
  id,
  hop: place,
  title: words.title,
  why: words.why,
  lesson: words.lesson,
  causes: Object.entries(words.causes)
    .filter(([cause]) => only === undefined || cause === only)
    .map(([cause, said]) => {
      const { says, proof, fix, alternatives } = fillWords(said, blanks);
      const { status, strength, restsOn } = causes[cause] ?? {
        status: 'broken' as const,
        strength: 'likely' as const,
      };
      return {
        id: cause,
        says,
        proof,
        fix,
        alternatives,
        status,
        strength,
        witnessed: restsOn === undefined,
      };
    }),
});

const unknownCheck = (typed: string): string => {
  const near = nearIds(
    typed,
    checks.map((check) => check.id),
  );
  return `There is no check "${typed}". ${near.length > 0 ? `Near it: ${near.join(', ')}` : 'infra-tutor explain lists all of them.'}`;
};

/** A check (`tls/in-date`), all of a hop (`tls`), or one cause (`tls/in-date/expired`). */
const meantBy = (id: string | undefined): Explained[] => {
  if (id === undefined) return checks.map((check) => explained(check));
  const [hop = '', name = '', cause] = id.split('/');
  const check = checks.find((one) => one.id === `${hop}/${name}`);
  if (check && cause !== undefined) return check.causes[cause] ? [explained(check, cause)] : [];
  return checks.filter((one) => one.id === id || one.place === id).map((one) => explained(one));
};

/** `infra-tutor explain [ID]`: what a check means, its causes and fixes, without looking at anything. */
export const explain = async (
  terminal: Terminal,
  id: string | undefined,
  flags: { readonly format?: string },
): Promise<number> => {
  const format = textOrJson(flags.format);
  const all = meantBy(id);
  if (all.length === 0) throw new UsageError(unknownCheck(id ?? ''));
  const { explainList, explainOne } = await import('../../report/views/explain.ts');
  if (format === 'json') terminal.document(`${harmlessJson({ schema: 1, checks: all })}\n`);
  else
    terminal.document(
      all.length === 1 && all[0] ? explainOne(all[0], terminal.screen) : explainList(all, terminal.screen),
    );
  return 0;
};
