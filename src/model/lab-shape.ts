/** What the lab is like when a task begins, as plain data: it starts from the healthy one. */
export interface LabShape {
  /** Nobody has told the web server of a redirect, or of a page of its own for what is not there. */
  readonly bare?: true;
  /** Ids of faults of the lab. */
  readonly faults?: readonly string[];
  /** The task is about the database: it is made anew as well. */
  readonly withDatabase?: true;
  readonly runtime?: 'node' | 'gunicorn' | 'php-fpm';
  /** In a file of the lab, by its path there, this text instead of that. */
  readonly edits?: readonly LabEdit[];
}

export interface LabEdit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}
