/** A locale of a unit is a file beside it: `records.md` is English, `records.fr.md` French, `records.pt-BR.md` Brazilian. */

const sibling = /^(.*)\.([a-z]{2,3}(?:-[A-Z]{2})?)(\.exercise\.md|\.md)$/;

/** The file whose sibling this is, and in which locale; none for a file that is English. */
export const siblingOf = (path: string): { readonly of: string; readonly locale: string } | undefined => {
  const [, stem, locale, ending] = sibling.exec(path) ?? [];
  return stem === undefined || locale === undefined || ending === undefined
    ? undefined
    : { of: `${stem}${ending}`, locale };
};

type Environment = Readonly<Record<string, string | undefined>>;

/** `fr_CA.UTF-8@euro` → `fr-CA`, `fr`; of `C` and `POSIX` nothing. */
const namesIn = (value: string): string[] => {
  const [, language, country] = /^([a-z]{2,3})(?:_([A-Z]{2}))?(?:[.@]|$)/.exec(value) ?? [];
  if (language === undefined) return [];
  return country === undefined ? [language] : [`${language}-${country}`, language];
};

/** Wanted locales, the best first: the first of LC_ALL, LC_MESSAGES and LANG that is set (POSIX.1, chapter 8.2). */
export const wantedLocales = ({ LC_ALL, LC_MESSAGES, LANG }: Environment): readonly string[] =>
  namesIn(LC_ALL || LC_MESSAGES || LANG || '');

/** Of files and their siblings one each, by the path of the English one: in the best locale that there is. */
export const inLocale = <T>(
  files: Readonly<Record<string, T>>,
  wanted: readonly string[],
): Readonly<Record<string, T>> => {
  const chosen = new Map<string, { readonly rank: number; readonly file: T }>();
  for (const [path, file] of Object.entries(files)) {
    const { of, locale } = siblingOf(path) ?? { of: path, locale: undefined };
    const rank = locale === undefined ? wanted.length : wanted.indexOf(locale);
    const before = chosen.get(of);
    if (rank >= 0 && (!before || rank < before.rank)) chosen.set(of, { rank, file });
  }
  return Object.fromEntries([...chosen].map(([path, { file }]) => [path, file]));
};
