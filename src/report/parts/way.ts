import { meaning } from '../../model/hops.ts';
import type { Report } from '../../model/report.ts';
import type { Screen } from '../../model/screen.ts';
import { wayOf, type Stage } from '../../model/way.ts';
import { duration } from './bar.ts';
import { padded, wrapped } from './lines.ts';

const labelWidth = 11;
const timeWidth = 8;
const barWidth = 24;

/** The part of the whole in which a box was at work. */
const bar = ({ from, to }: Stage, total: number, { unicode }: Screen): string => {
  const [full, empty] = unicode ? ['█', '·'] : ['#', '.'];
  if (from === undefined || to === undefined || total <= 0) return ' '.repeat(barWidth);
  const first = Math.min(barWidth - 1, Math.floor((from / total) * barWidth));
  const end = Math.min(barWidth, Math.max(first + 1, Math.round((to / total) * barWidth)));
  return empty.repeat(first) + full.repeat(end - first) + empty.repeat(barWidth - end);
};

const timeOf = ({ from, to, measured }: Stage): string => {
  if (measured !== undefined) return measured < 1000 ? `${measured} ms` : duration(measured);
  return from === undefined || to === undefined ? '' : duration(to - from);
};

const isNarrow = ({ columns }: Screen): boolean => columns < 60;

const row = (stage: Stage, total: number, screen: Screen): string[] => {
  const label = screen.ink.bold(padded(meaning[stage.hop].label, labelWidth));
  const [drawn, time] = [bar(stage, total, screen), timeOf(stage)];
  const says = wrapped(stage.says, screen, '    ');
  if (isNarrow(screen)) return [label.trimEnd(), ...(time === '' ? [] : [`    ${drawn} ${time}`]), says];
  const pictured = `${label} ${drawn} ${time.padStart(timeWidth)}  `;
  return [wrapped(stage.says, screen, pictured)];
};

/** The whole diagram by one request: who had it, for how long, and where it was found again. */
export const wayLines = ({ evidence }: Report, screen: Screen): string[] => {
  const { trace } = evidence;
  if (!trace) return [];
  const { total } = trace.request.times;
  const stages = wayOf(evidence);
  const hasServerTimes = trace.web.some(({ requestMs }) => requestMs !== undefined);
  return [
    '',
    wrapped(`The way of one request, marked ${trace.mark}:`, screen),
    '',
    ...stages.flatMap((stage) => row(stage, total, screen)),
    ...(hasServerTimes
      ? [
          '',
          wrapped(
            'How long it was with Nginx and with the program is what Nginx measured, each in whole milliseconds; their bars are drawn as late as they can have been.',
            screen,
          ),
        ]
      : []),
  ];
};
