const cut = (word: string): string => {
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (word.endsWith('ied') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (word.endsWith('ing') && word.length > 5) return word.slice(0, -3);
  if (word.endsWith('ed') && word.length > 4) return word.slice(0, -2);
  if (/(?:s|x|z|ch|sh)es$/.test(word) && word.length > 4) return word.slice(0, -2);
  if (word.endsWith('s') && !/(?:ss|us|is)$/.test(word) && word.length > 3) return word.slice(0, -1);
  return word;
};

const british: readonly (readonly [RegExp, string])[] = [
  [/isation/, 'ization'],
  [/(?<=.{4})is(?=e|ing|ed|$)/, 'iz'],
];

/** A word in small letters without its ending, the same for all its forms: `stores`, `storing` and `store` are `stor`. */
export const stem = (word: string): string => {
  const plain = word.toLowerCase().replace(/['’]s?$|['’](?:ll|re|ve|d)$/, '');
  const short = cut(british.reduce((text, [from, to]) => text.replace(from, to), plain));
  const single =
    /([bdgmnprt])\1$/.test(short) && short.length > 3 && short !== plain ? short.slice(0, -1) : short;
  return single.length > 3 ? single.replace(/e$/, '') : single;
};
