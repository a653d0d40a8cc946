import { definePoint, full, half, namedIn, none } from '../point.ts';
import { agents, has, is, isDenied, says, textOf, type Clause } from '../reading.ts';

const defines = /\b(?:is|are|be|they're|it's|aren't|isn't|means?|refers?|:|=)\b|[:=(–-]/;
const named = (clause: Clause): boolean =>
  has([...clause.label, ...clause.words], 'SERVER') || clause.topic === 'SERVER';

const others = ['WEB', 'APP', 'DB', 'DNS'] as const;

/** "A server is a machine": what kind of thing it is, said of the server itself. */
const saysWhat = (clause: Clause): boolean =>
  clause.words.some((word, at) => {
    if (!is(word, 'machine', 'SERVER') || /servers?$/i.test(word.plain)) return false;
    if (is(word, 'WEB', 'APP', 'DB')) return false;
    if (clause.topic === 'SERVER') return true;
    const { strict, loose } = agents(clause, at);
    return (
      strict.includes('SERVER') || (strict.length === 0 && [...loose, ...clause.previous].includes('SERVER'))
    );
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
          /component|program|everything|stack|software|part|^(?:other|others|another)$/i.test(other.text),
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
  return clause.topic === 'SERVER' || !named(clause) || defines.test(textOf(clause.words));
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
      'A server is a machine which delivers something to other machines that ask.',
      'A server is a computer that provides services to clients.',
      'Server: a virtual machine which hosts all the components.',
      'Servers are not magic, they are computers reachable over a network that do work for other computers.',
      'Server 👉 computer which never sleeps & hosts the whole stack',
      'What is a server?\nIt is a program or device that gives functionality to other programs.',
      'A server is a device or software that gives service to another computer called client.',
      'Server: a computer where the website is hosted and which answers visitors.',
      'A server is a powerful machine which stores and processes data for the clients.',
      '**Server**\nIt is a computer that serves data to other computers.',
      'The server is a physical machine which hosts all components of the infrastructure.',
      'A server is a system that respond to requests across a network',
      'Server - computer program that provides functionality for other programs or devices',
      'What is a server?\nA computer that is always on, connected to internet, waiting for the requests of clients.',
      'A server is basically a computer without screen who serve the clients.',
      'A server is a physical or virtual machine in a datacenter that runs an operating system and our services.',
      'A server is a hardware device or a software that process requests send over the network and replies to them.',
      'Servers are computers that store, send and receive data for other computers.',
      'A server is where all our services are running: nginx, the app and MySQL.',
      'server = pc in a data center that gives the web site to people',
      'A server can be a machine or a program. It handles requests and delivers data to other computers over the internet or a local network.',
    ],
    half: [
      'We have one server with Nginx.',
      'A server is a computer.',
      'The server has the IP 8.8.8.8.',
      'The browser connects to the server.',
      'There is a server.',
      'The server is a machine.',
      'If the server fails, all fails.',
    ],
    none: [
      'Nginx serves pages.',
      'What is a server?',
      'The web server serves pages to clients.',
      'The database server stores data.',
      'Nginx is a program that serves clients.',
    ],
  },
});
