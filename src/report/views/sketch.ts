import { harmlessDeep } from '../../model/harmless.ts';
import { meaning } from '../../model/hops.ts';
import { notLookedAt, type HopVerdict, type Report } from '../../model/report.ts';
import type { Screen } from '../../model/screen.ts';
import { cut, padded } from '../parts/lines.ts';
import { mark, markWidth } from '../parts/mark.ts';

const labelWidth = 11;

const line = ({ hop, status, because }: HopVerdict, screen: Screen): string => {
  const label = padded(meaning[hop].label, labelWidth);
  const room = screen.columns - markWidth - labelWidth - 3;
  if (because === notLookedAt) return `${padded('...', markWidth)} ${screen.ink.faint(label)}`;
  return `${mark(status, screen)} ${screen.ink.bold(label)} ${room > 8 ? cut(because, room) : ''}`.trimEnd();
};

/** The diagram while it fills: a line per hop, none wider than the screen. */
export const sketch = (unsafe: Report, screen: Screen): string =>
  harmlessDeep(unsafe.hops)
    .map((verdict) => line(verdict, screen))
    .join('\n');
