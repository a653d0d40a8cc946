import { plainScreen, type Screen } from '../../src/model/screen.ts';
import { PromptClosed, type Ask, type Terminal } from '../../src/cli/terminal.ts';

/** A terminal whose person picks what a script says, by the beginning of its name, and then leaves with Ctrl-C. */
export interface Scripted extends Terminal {
  /** Everything on standard output; prompts too, as `? …`. */
  readonly said: () => string;
  readonly errors: () => string;
}

export const scripted = (picks: readonly string[] | undefined, screen: Screen = plainScreen): Scripted => {
  const left = [...(picks ?? [])];
  const [said, errors]: [string[], string[]] = [[], []];
  const select: Ask['select'] = (message, choices) => {
    said.push(`? ${message} ${choices.map(({ name }) => name).join(' | ')}`);
    const pick = left.shift();
    if (pick === undefined) return Promise.reject(new PromptClosed('closed'));
    const choice = choices.find(({ name }) => name.startsWith(pick));
    if (!choice) throw new Error(`"${pick}" is not offered: ${choices.map(({ name }) => name).join(' | ')}`);
    return Promise.resolve(choice.value);
  };
  const never = (): never => {
    throw new Error('was not expected to be asked');
  };
  return {
    screen,
    interactive: picks !== undefined,
    out: (text) => void said.push(text),
    err: (text) => void errors.push(text),
    document: (text) => void said.push(text),
    ask: { select, several: never, confirm: never, text: never, lines: never, secret: never },
    said: () => said.join('\n'),
    errors: () => errors.join('\n'),
  };
};
