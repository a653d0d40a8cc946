const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/** The course's site is a name, also behind a scheme; any other address is not read. */
const url = (found: string): string => {
  const own = /^(https?:\/\/)((?:www\.)?foobar\.com)(?![\w.-])/i.exec(found);
  if (!own) return blank(found);
  const [, scheme = '', name = ''] = own;
  return blank(scheme) + name + blank(found.slice(scheme.length + name.length));
};

/** Characters beside a link that are looked at. */
const beside = 120;

/** "Database ([MySQL](...))": a link between other words is read with them; one that has its line for itself is only a pointer. */
const isInside = (text: string, start: number, end: number): boolean => {
  const before = text.slice(Math.max(0, start - beside), start);
  const behind = text.slice(end, end + beside);
  const line = `${before.slice(before.lastIndexOf('\n') + 1)} ${behind.split('\n', 1)[0] ?? ''}`;
  return /\p{L}{2}/u.test(line);
};

/** The settings of a page in front of its text: `title: ...` between two lines of dashes. */
const frontMatter =
  /^\s{0,20}---[ \t]*\r?\n(?:[\w-]{1,40}[ \t]*:.{0,500}\n|[ \t]{1,20}.{0,500}\n|- .{0,500}\n|\r?\n){1,60}---[ \t]*(?=\r?\n|$)/;

/** Pictures between words, with what joins and colours them; an arrow or a tick is a sign that is read. */
const emoji =
  /[\d#*]\uFE0F?\u20E3|(?![\u2194\u25B6\u27A1\u2714👉])\p{Extended_Pictographic}|[\u{1F1E6}-\u{1F1FF}]|\p{Emoji_Modifier}|[\uFE0F\u200D]/gu;

/** Letters of Cyrillic that look like one of ours, and which. */
const twins: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from('аеорсухіјѕАВЕКМНОРСТХІ', (letter, at) => [letter, 'aeopcyxijsABEKMHOPCTXI'.charAt(at)]),
);

/** A word of two scripts was made to look like one of ours. */
const untwinned = (word: string): string =>
  /[A-Za-z]/.test(word) ? word.replace(/[\u0400-\u04FF]/g, (letter) => twins[letter] ?? letter) : word;

/**
 * Markdown and HTML marks, pictures and addresses as spaces, everything else where it was: the result is as long as the
 * text, so what is found in it can be quoted from the original. A line break of HTML or of a drawing becomes one.
 */
export const masked = (text: string): string =>
  text
    .replace(frontMatter, blank)
    .replace(/<!--[^]{0,1000}?-->/g, blank)
    .replace(/!\[[^\]\n]{0,300}\]\([^)\n]{0,1000}\)/g, blank)
    .replace(
      /\[([^\]\n]{0,300})\]\(([^)\n]{0,1000})\)/g,
      (found, label: string, target: string, at: number, whole: string) =>
        ` ${isInside(whole, at, at + found.length) ? label : blank(label)}  ${blank(target)} `,
    )
    .replace(/\bhttps?:\/\/[^\s<>"')\]|]{1,2000}/gi, url)
    .replace(/<br\s{0,9}\/?>/gi, (found) => `\n${blank(found.slice(1))}`)
    .replace(/\\n(?=[\p{Lu}\d(])/gu, '\n ')
    .replace(/<\/?[a-z][^<>\n]{0,300}>/gi, blank)
    .replace(/&(?:rarr|darr);/g, (found) => `->${blank(found.slice(2))}`)
    .replace(/&nbsp;|&amp;|&quot;|&#39;/g, blank)
    .replace(emoji, blank)
    .replace(/\p{L}+/gu, untwinned)
    .replace(/[*`~"“”«»]/g, ' ')
    .replace(/(?<![\p{L}\p{N}])['‘’](\p{L}{1,6})['‘’](?![\p{L}\p{N}])/gu, ' $1 ')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, ' ')
    .replace(/\\(?=[-_.*#+()])/g, ' ')
    .replace(/\r/g, ' ');
