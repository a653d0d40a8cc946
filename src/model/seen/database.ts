/**
 * What a database server that does not run died of when it was started last. `folder-missing`: a file of its own could not
 * be made, as its folder is not there. `other`: it said something else.
 */
export type DatabaseEndKind =
  'unknown-option' | 'datadir-missing' | 'folder-missing' | 'data-file-size' | 'other';

export interface DatabaseEnd {
  readonly why: DatabaseEndKind;
  /** Cut; without the value of an option. */
  readonly line: string;
  /** The path of a file, or `journal`. */
  readonly source: string;
}

/** Whether a server of a database is there at all, running or not. */
export interface DatabaseProgramsSeen {
  /** Where `mysqld` and `mariadbd` lie; none when neither is installed. */
  readonly programs: readonly string[];
  /** Asked for only where none runs; absent when its log was not read, or when it was shut down properly. */
  readonly end?: DatabaseEnd;
  readonly command: string;
}
