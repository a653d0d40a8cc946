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
    seen: 'app/gateway/other-port',
    faults: ['app/listens-elsewhere', 'web/wrong-upstream-port'],
    why: `Nginx hands requests to one port, and the program listens at another. ${whoIsRight}.`,
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
    seen: 'db/admits-program/wrong-password',
    faults: ['app/wrong-database-password', 'db/wrong-password'],
    why: `The password in the settings of the program is not the one of its account. ${whoIsRight}.`,
  },
  {
    seen: 'db/does-as-asked/column-missing',
    faults: ['code/column-missing', 'db/column-renamed'],
    why: `The program and the table name different columns. ${whoIsRight}.`,
  },
  {
    seen: 'server/listens/other-address',
    faults: ['dns/wrong-address', 'server/listens-on-wrong-address'],
    why: `Nginx listens at one address, and the name points to another. ${whoIsRight}.`,
  },
];
