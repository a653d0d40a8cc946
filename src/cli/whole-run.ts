import { checks, formats } from '../catalog.ts';
import { exitCode } from '../engine/exit-code.ts';
import { reportOf, type Observed } from '../engine/inspect.ts';
import type { Report } from '../model/report.ts';
import type { Terminal } from './terminal.ts';
import { tool } from './tool.ts';

/** How a report is shown. */
export interface Showing {
  readonly format: string;
  readonly failOnWarn: boolean;
}

const showReport = async (
  terminal: Terminal,
  report: Report,
  { format, failOnWarn }: Showing,
): Promise<number> => {
  const code = exitCode(report, { failOnWarn });
  const reporter = await formats.get(format)?.();
  terminal.document(reporter?.(report, terminal.screen, code) ?? '');
  return code;
};

/** A saved run, judged again by this version. */
export const showReplay = async (terminal: Terminal, file: string, showing: Showing): Promise<number> => {
  const { replayedRun } = await import('./saved-file.ts');
  const { observed, version } = replayedRun(file);
  const other =
    version === tool.version ? '' : ` It was saved by version ${version}; this is ${tool.version}.`;
  terminal.err(`Replayed from ${file}: nothing was contacted.${other}`);
  return showReport(terminal, reportOf(observed, { checks, tool }), showing);
};

/** One whole run: looked at, remembered, shown, and kept where that was asked for. */
export const checkWhole = async (
  terminal: Terminal,
  look: () => Promise<Observed>,
  file: string | undefined,
  showing: Showing,
): Promise<number> => {
  // What only a saved run needs takes a tenth of a check to load.
  const saving = file === undefined ? undefined : (await import('./saved-file.ts')).saveFile(file);
  let observed: Observed | undefined;
  try {
    observed = await look();
  } finally {
    if (!observed) saving?.discard();
  }
  const report = reportOf(observed, { checks, tool });
  const code = await showReport(terminal, report, showing);
  const { keepLooks } = await import('./last-look.ts');
  keepLooks(report);
  if (saving) terminal.err(saving.write(observed));
  return code;
};
