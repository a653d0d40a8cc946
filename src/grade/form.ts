import { has, is, textOf, type Reading } from './reading.ts';

const wants =
  /\b(?:type|typ|enter|open|want|wish|visit|request|access|navigat|go|write|look|ask|search|brows|try|tries|need|reach|put|click|send|initiat|start|come|use|key|make|hit|view|see|connect|attempt|input|load)\w*/;

/** How many words a title or a caption has at most. */
const captionWords = 4;

/** The first sentence of substance is about somebody who wants the site. */
export const startsWithUser = ({ all }: Reading): boolean => {
  const first = all.find(
    ({ words, label, kind, echo }) =>
      kind === 'diagram' ||
      (kind !== 'heading' &&
        !echo &&
        [...label, ...words].filter(({ isMark }) => !isMark).length >= captionWords &&
        !/\b(?:team|author|image|picture|diagram|link|screenshot|figure)\b/.test(
          textOf([...label, ...words]).slice(0, 60),
        )),
  );
  if (!first) return false;
  const words = [...first.label, ...first.words];
  const actor = words.findIndex((word) =>
    is(word, 'USER', 'WEB', 'APP', 'DB', 'SERVER', 'DOMAIN', 'NAME', 'WWWNAME', 'DNS', 'WWW'),
  );
  if (first.kind === 'diagram') return is(words[actor], 'USER');
  const start = words.slice(0, 16);
  const user = start.findIndex((word) => is(word, 'USER') || /^(?:you|i|we|he|she)$/i.test(word.text));
  if (
    user < 0 ||
    (actor >= 0 && actor < user && !/^(?:when|if|imagine|suppose|once|let)/i.test(textOf(words)))
  )
    return false;
  return wants.test(textOf(words.slice(user + 1, user + 12))) && !has(words.slice(0, user), 'no');
};
