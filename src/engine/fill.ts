import type { CauseWords, Fix } from '../model/words.ts';

export type Blanks = Readonly<Record<'site' | 'apex' | 'twin' | 'address' | 'port' | 'again', string>>;

/** The same look at the twin; the first word of it is what was typed as the name. */
const twinAgain = ({ again, twin }: Blanks): string => again.replace(/^(?:'[^']*'|\S+)/, () => twin);

/** Another look at the same target, or at its twin, needs all that was typed for the first. */
const filled = (text: string, blanks: Blanks): string =>
  text
    .replaceAll('infra-tutor check {site}', 'infra-tutor check {again}')
    .replaceAll('infra-tutor check {twin}', () => `infra-tutor check ${twinAgain(blanks)}`)
    .replace(/\{(site|apex|twin|address|port|again)\}/g, (_, name: keyof Blanks) => blanks[name]);

const filledFix = (fix: Fix, blanks: Blanks): Fix => {
  const entries = Object.entries(fix).map(
    ([key, text]) => [key, key === 'where' ? text : filled(text, blanks)] as const,
  );
  return Object.fromEntries(entries) as unknown as Fix;
};

/**
 * The words of a cause for one target. What is filled in went through a parser of ours (a host name, an address,
 * a number), so it may stand in a command.
 */
export const fillWords = (words: CauseWords, blanks: Blanks): CauseWords => ({
  says: filled(words.says, blanks),
  proof: filled(words.proof, blanks),
  fix: words.fix.map((fix) => filledFix(fix, blanks)),
  alternatives: words.alternatives.map(({ cause, tellApart }) => ({
    cause,
    tellApart: filled(tellApart, blanks),
  })),
});
