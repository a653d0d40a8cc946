import { reviewer } from './reviewer.ts';

/** Point → what was said to it. */
export type Given = ReadonlyMap<string, string>;

const head = /^\s*([ABC][1-7])\s*[:.)]\s*(.*)$/i;

/**
 * Reads answers that were written down: `B3: an A record`, a line or several for each point. A string is what is wrong
 * with them.
 */
export const readGiven = (text: string): Given | string => {
  const given = new Map<string, string>();
  const known = new Set(reviewer.map(({ id }) => id));
  let point: string | undefined;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [, id = '', words = ''] = head.exec(line) ?? [];
    if (id !== '' && !known.has(id.toUpperCase())) return `Line ${index + 1}: there is no point ${id}.`;
    if (id !== '') point = id.toUpperCase();
    else if (point === undefined && line.trim() !== '')
      return `Line ${index + 1} belongs to no point. An answer begins with its point, such as "B3: ".`;
    if (point === undefined) continue;
    const before = given.get(point);
    if (id !== '' && before !== undefined) return `Line ${index + 1}: ${point} was answered before.`;
    given.set(point, `${before === undefined ? '' : `${before}\n`}${id === '' ? line.trim() : words}`.trim());
  }
  return given.size > 0
    ? given
    : 'There is no answer in it. An answer begins with its point, such as "B3: ".';
};
