/** Signs of ours that a screen without Unicode gets in other words. */
const instead: Readonly<Record<string, string>> = {
  '→': '->',
  '…': '...',
  '“': '"',
  '”': '"',
  '’': "'",
  '–': '-',
};

/** Text for a screen that knows ASCII only; what has no other form is shown by its number. */
export const inAscii = (text: string): string =>
  text.replace(
    /\P{ASCII}/gu,
    (sign) => instead[sign] ?? `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
