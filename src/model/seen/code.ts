/** The files that a program behind Nginx runs. */
export interface CodeSeen {
  readonly programs: readonly {
    readonly pid: number;
    readonly name: string;
    /** Its working directory. */
    readonly folder?: string;
    readonly state: 'there' | 'deleted' | 'unreadable';
    readonly owner?: string;
    /** The newest of its source files. */
    readonly newest?: { readonly path: string; readonly changedAt: string };
  }[];
  readonly command: string;
}
