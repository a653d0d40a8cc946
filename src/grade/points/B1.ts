import { definePoint, full, half, namedIn, none } from '../point.ts';
import { agents, has, is, isDenied, says, textOf, type Clause } from '../reading.ts';

const defines = /\b(?:is|are|means?|refers?|:|=)\b|[:=(–-]/;
const named = (clause: Clause): boolean =>
  has([...clause.label, ...clause.words], 'SERVER') || clause.topic === 'SERVER';

const others = ['WEB', 'APP', 'DB', 'DNS'] as const;

/** "A server is a machine": what kind of thing it is, said of the server itself. */
const saysWhat = (clause: Clause): boolean =>
  clause.words.some((word, at) => {
    if (!is(word, 'machine', 'SERVER') || /^(?:server|sever)s?$/i.test(word.text)) return false;
    if (is(word, 'WEB', 'APP', 'DB')) return false;
    if (clause.topic === 'SERVER') return true;
    const { strict } = agents(clause, at);
    return strict.includes('SERVER') || (strict.length === 0 && clause.previous.includes('SERVER'));
  });

/** What it does: it serves somebody, holds the parts, runs programs. */
const saysDoes = (clause: Clause): boolean =>
  clause.words.some((word, at) => {
    if (!is(word, 'serve', 'run') || isDenied(clause, at)) return false;
    const near = [...clause.words.slice(Math.max(0, at - 9), at), ...clause.words.slice(at + 1, at + 10)];
    if (
      !near.some(
        (other) =>
          is(other, 'service', 'USER', 'WEB', 'APP', 'DB', 'CODE', 'site') ||
          /component|program|everything|stack|software|part/i.test(other.text),
      )
    )
      return false;
    if (clause.topic === 'SERVER') return true;
    const { strict, loose } = agents(clause, at);
    return strict.includes('SERVER') || (strict.length === 0 && loose.includes('SERVER'));
  });

const isDefinition = (clause: Clause): boolean => {
  if (!named(clause) && !clause.previous.includes('SERVER')) return false;
  const first = clause.words.find((word) => is(word, 'SERVER', ...others));
  if (clause.topic !== 'SERVER' && first && is(first, ...others) && !is(first, 'SERVER')) return false;
  return clause.topic === 'SERVER' || defines.test(textOf(clause.words));
};

export default definePoint({
  title: 'what a server is',
  judge: (reading) => {
    const clauses = reading.own.filter((clause) => clause.kind !== 'diagram');
    const defined = clauses.filter(isDefinition);
    const what = defined.find(saysWhat);
    const does =
      defined.find(saysDoes) ??
      clauses.find(
        (clause) => saysDoes(clause) && says(clause.words, /host|component|everything|all|client|service/i),
      );
    if (what && has(what.words, 'USER')) return full('it says what a server is and what it does', what);
    if (
      does &&
      (what || has(does.words, 'USER') || says(does.words, /service|resource|component|everything|all/i))
    )
      return full('it says what a server is and what it does', ...new Set(what ? [what, does] : [does]));
    const mention = what ?? namedIn(reading, 'SERVER');
    return mention
      ? half('a server is named, but not what it is for', mention)
      : none('nothing is said of a server');
  },
  examples: {
    full: [
      'A server is a computer that provides services to clients.',
      'Server: a virtual machine which hosts all the components.',
      'What is a server?\nIt is a program or device that gives functionality to other programs.',
    ],
    half: ['We have one server with Nginx.', 'A server is a computer.'],
    none: ['Nginx serves pages.', 'What is a server?'],
  },
});
