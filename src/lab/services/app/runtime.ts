import type { PartMaker } from '../service.ts';

/** One way to run the site's program. */
export interface Runtime extends Pick<PartMaker, 'software' | 'prepare' | 'start'> {
  /** Files that only this one has, in the folder `app`. */
  readonly files: readonly string[];
}
