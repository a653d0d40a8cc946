/** Whether a server of a database is there at all, running or not. */
export interface DatabaseProgramsSeen {
  /** Where `mysqld` and `mariadbd` lie; none when neither is installed. */
  readonly programs: readonly string[];
  readonly command: string;
}
