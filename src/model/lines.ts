import width from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';

/** Lines of at most `columns` columns; `first` stands before the first one and `rest` before the others. */
export const wrapped = (
  text: string,
  columns: number,
  first = '',
  rest = ' '.repeat(width(first)),
): string[] => {
  const room = Math.max(1, columns - Math.max(width(first), width(rest)));
  return text
    .split('\n')
    .flatMap((line) => wrapAnsi(line, room, { hard: true }).split('\n'))
    .map((line, index) => `${index === 0 ? first : rest}${line}`);
};

/** A sentence and the command it ends with. A command is there to be copied: it moves to the next line, and is never wrapped. */
export const withCommand = (sentence: string, command: string, columns: number): string => {
  const line = `${sentence} ${command}`;
  return width(line) <= columns ? line : [...wrapped(sentence, columns), `  ${command}`].join('\n');
};
