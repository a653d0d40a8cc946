/** A folder or a file on the way to what Nginx serves (namei(1)). */
export interface PathStep {
  readonly path: string;
  readonly kind: 'folder' | 'file' | 'other';
  readonly owner: string;
  readonly group: string;
  /** In octal, as stat(1) says it: `755`. */
  readonly mode: string;
}

export interface ServedPath {
  /** `root`: from which a block of the site serves files. `file`: of which the error log speaks. */
  readonly why: 'root' | 'file';
  readonly path: string;
  /** From `/` on, links followed, as far as they are there and may be seen. */
  readonly steps: readonly PathStep[];
  /** What comes after the last of them is not there, or may not be seen. */
  readonly end: 'there' | 'missing' | 'denied';
}

export interface ServedSeen {
  readonly paths: readonly ServedPath[];
  /** As whom the worker processes of Nginx run, and in which groups that user is. */
  readonly worker?: { readonly user: string; readonly groups: readonly string[] };
  readonly command: string;
}
