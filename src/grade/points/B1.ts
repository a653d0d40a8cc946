import { definePoint, full, half, namedIn, none } from '../point.ts';
import { agents, is, isDenied, type Clause } from '../reading.ts';
import { kindSaidAt } from '../server-kind.ts';
import type { Word } from '../text/words.ts';

/** Whom or what a server serves, holds or runs. */
const served =
  /component|program|everything|stack|software|part|process|^(?:all|others?|another|request.*)$/i;

const isServed = (word: Word): boolean =>
  is(word, 'service', 'USER', 'WEB', 'APP', 'DB', 'CODE', 'site') || served.test(word.plain);

/** It serves somebody, holds the parts, runs programs. */
const saysDoes = (clause: Clause): boolean =>
  clause.words.some((word, at) => {
    if (!is(word, 'serve', 'run') || isDenied(clause, at)) return false;
    const near = [...clause.words.slice(Math.max(0, at - 9), at), ...clause.words.slice(at + 1, at + 10)];
    if (!near.some(isServed)) return false;
    if (clause.topic === 'SERVER') return true;
    const { strict, loose } = agents(clause, at);
    return strict.includes('SERVER') || (strict.length === 0 && loose.includes('SERVER'));
  });

/** "All of it is on this one server", "one server with Nginx and MySQL": it holds the parts. */
const holdsParts = ({ words }: Clause): boolean => {
  const isPart = (word: Word): boolean => is(word, 'WEB', 'APP', 'DB', 'CODE') || served.test(word.plain);
  return words.some((word, at) => {
    if (!is(word, 'SERVER')) return false;
    const isPlace = words
      .slice(Math.max(0, at - 4), at)
      .some(({ plain }) => /^(?:on|in|inside|within)$/.test(plain));
    const isHolder = /^(?:with|includ\w*|contain\w*|consist\w*|compris\w*)$/.test(words[at + 1]?.plain ?? '');
    return (isPlace && words.some(isPart)) || (isHolder && words.slice(at + 2).some(isPart));
  });
};

/** What is said behind its kind: "a computer that answers", "a machine for clients". */
const saysMore = ({ words }: Clause, at: number): boolean =>
  words
    .slice(at + 1)
    .some(
      (word, index) =>
        is(word, 'USER') ||
        (is(word, 'serve', 'run', 'give', 'receive', 'store') && !isDenied({ words }, at + 1 + index)),
    );

export default definePoint({
  title: 'what a server is',
  judge: (reading) => {
    const clauses = reading.own.filter((clause) => clause.kind !== 'diagram');
    const what = clauses.find((clause) => kindSaidAt(clause) >= 0);
    const does = clauses.find(saysDoes);
    if (!what) {
      if (does) return half('it says what a server does, but not what it is', does);
      const mention = namedIn(reading, 'SERVER');
      return mention
        ? half('a server is named, but not what it is', mention)
        : none('nothing is said of a server');
    }
    const whole = clauses.find((clause) => {
      const at = kindSaidAt(clause);
      return at >= 0 && saysMore(clause, at);
    });
    if (whole) return full('it says what a server is and what it does', whole);
    const more = does ?? clauses.find(holdsParts);
    return more
      ? full('it says what a server is and what it does', what, more)
      : half('it says what a server is, but not what it does', what);
  },
  examples: {
    full: [
      'A server is a computer in a network that gives services to clients.',
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
      'A server is a machine on which all our services are running: nginx, the app and MySQL.',
      'A computer or a program that gives its data to other computers is called a server.',
      'We use one virtual machine as our server, it holds Nginx, the application and the database.',
      '### Server\n- A remote computer\n- Runs the operating system and all services',
      'The server (a rented virtual machine) answers the visitors.',
      'Server: acts as the physical machine that holds all the parts.',
      'Server: think of it as the machine in which all the parts are housed.',
      'The server, a strong computer, handles what visitors ask for.',
      'The server is a physical machine. Nginx, the application and the database live on this server.',
      'server = pc in a data center that gives the web site to people',
      'A server can be a machine or a program. It handles requests and delivers data to other computers over the internet or a local network.',
    ],
    half: [
      'A server is a computer network that gives services to clients.',
      'We have one server with Nginx.',
      'A server is a computer.',
      'The server has the IP 8.8.8.8.',
      'The browser connects to the server.',
      'There is a server.',
      'The server is a machine.',
      'If the server fails, all fails.',
      'A server is where all our services are running: nginx, the app and MySQL.',
      'Server: hosts the whole web application.',
      'One server runs Nginx, the application server and MySQL.',
      'The server is responsible for receiving the requests of clients and for answering them.',
      'Everything lives on one machine, so when the server fails nobody reaches the site.',
      'The server is the heart of the system and serves all users.',
      'The server contains the programs: Nginx and MySQL.',
      'Server: a physical or virtual machine in a data center.',
      'There is one server. More servers could be added to handle the traffic of many users.',
      'If the server hardware fails, the site goes down for all users.',
      'One server is used as the system has few users.',
      'Server: running the software of the site.',
      'Server: the system goes down when it fails, as all programs run on it.',
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
