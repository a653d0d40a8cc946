import type { Report } from '../../model/report.ts';
import type { Screen } from '../../model/screen.ts';

/** Report → string. The string ends in a line end. */
export type Reporter = (report: Report, screen: Screen, exitCode: number) => string;
