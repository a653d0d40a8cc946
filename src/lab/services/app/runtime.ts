import type { PartMaker } from '../service.ts';

/** One way to run the site's program. */
export interface Runtime extends Pick<PartMaker, 'software' | 'prepare' | 'start'> {
  /** Files that only this one has, in the folder `app`. */
  readonly files: readonly string[];
  /**
   * Absent: it is always there.
   * @throws {LabError} when it is not installed, with the packages to install
   */
  readonly require?: () => Promise<unknown>;
}
