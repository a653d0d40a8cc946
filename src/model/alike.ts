/** An address as sentences of ours hold it: IPv4, or IPv6 with or without brackets; then perhaps a port. */
const address =
  /(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:.]+\])(?::\d+)?(?![\w:]|\.\d)|(?<![\w.:[])(?:[\da-f]{0,4}:){2,7}[\da-f]{0,4}(?![\w:.\]])/i;

const without = (sentence: string): string => sentence.replaceAll(new RegExp(address, 'gi'), '@');

/** What is said of several addresses in the same words is said once, and the other addresses are named. */
export const saidOnce = (sentences: readonly string[]): string[] => {
  const groups = new Map<string, string[]>();
  for (const sentence of new Set(sentences)) {
    const key = without(sentence);
    groups.set(key, [...(groups.get(key) ?? []), sentence]);
  }
  return [...groups.values()].map(([first = '', ...others]) => {
    const named = others.flatMap((sentence) => address.exec(sentence)?.[0] ?? []);
    return named.length > 0 ? `${first} (the same for ${named.join(', ')})` : first;
  });
};
