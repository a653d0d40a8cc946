/** Faults that look alike from outside, and of which the check says the same from both sides, too. */
export interface SameInside {
  /** What is said from both sides: a cause of the catalogue. */
  readonly seen: string;
  readonly faults: readonly string[];
  /** Why they are one and the same condition, or what nobody can see. */
  readonly why: string;
}

const whoIsRight = 'Only the owner knows which of the two is the one that was meant';

/** Each of these groups has a reason; a contract test demands that there is no other one. */
export const sameInside: readonly SameInside[] = [
  {
    seen: 'app/gateway/header-too-big',
    faults: ['code/header-too-big', 'web/header-buffer-too-small'],
    why: 'The head of the answer is bigger than the buffer of Nginx. Only the owner knows whether the one is too big or the other too small.',
  },
  {
    seen: 'app/gateway/not-listening',
    faults: ['app/listens-elsewhere', 'app/stopped', 'web/wrong-upstream-port'],
    why: 'Nobody listens at the port that Nginx hands requests to.',
  },
  {
    seen: 'app/gateway/socket-missing',
    faults: ['app/socket-renamed', 'web/missing-socket'],
    why: `Nginx and the program name different files. ${whoIsRight}.`,
  },
  {
    seen: 'app/in-time/slow',
    faults: ['code/slow-page', 'db/slow-trigger'],
    why: 'The page comes late; the time goes by in the program or in a statement that it waits for.',
  },
  {
    seen: 'code/no-exception/exception',
    faults: ['code/exception', 'code/python-exception', 'db/table-emptied'],
    why: 'The program raised an exception that it did not catch. Its log names the line of the code, whatever language it is in and whatever data it met.',
  },
  {
    seen: 'code/no-exception/module-missing',
    faults: ['code/file-missing', 'code/python-module-missing'],
    why: 'The program does not start, because a file or a package that it imports is not there. Node.js and Python say so in different words.',
  },
  {
    seen: 'db/admits-program/access-denied',
    faults: [
      'app/wrong-database-password',
      'db/account-missing',
      'db/tls-required',
      'db/wrong-host',
      'db/wrong-password',
    ],
    why: 'The database says the same (error 1045) to an account that is not there, to a wrong password, from a wrong host and without TLS, so that nobody can guess accounts.',
  },
  {
    seen: 'db/admits-program/schema-denied',
    faults: ['app/wrong-database-name', 'db/no-rights'],
    why: 'The database says the same (error 1044) of a schema that is not there and of one without rights.',
  },
  {
    seen: 'db/does-as-asked/column-missing',
    faults: ['code/column-missing', 'db/column-renamed'],
    why: `The program and the table name different columns. ${whoIsRight}.`,
  },
  {
    seen: 'db/handshake/too-many-connections',
    faults: ['code/connections-left-open', 'db/too-many-connections'],
    why: 'As many connections are open as the database allows. Nobody else is let in who could count whose they are.',
  },
  {
    seen: 'server/listens/other-address',
    faults: ['dns/wrong-address', 'server/listens-on-wrong-address'],
    why: `Nginx listens at one address, and the name points to another. ${whoIsRight}.`,
  },
];
