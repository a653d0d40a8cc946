import width from 'fast-string-width';
import { hops, meaning, type Hop } from '../model/hops.ts';
import type { Screen } from '../model/screen.ts';

const box = (hop: Hop, light: Hop | 'all', { ink }: Screen): string =>
  hop === light
    ? ink.bold(`[${meaning[hop].label}]`)
    : light === 'all'
      ? meaning[hop].label
      : ink.faint(meaning[hop].label);

/** The way of a request, with the hop of this lesson in brackets. */
export const renderMap = (light: Hop | 'all', screen: Screen): string => {
  const arrow = screen.unicode ? '─▶' : '->';
  let line = '';
  let done = '';
  for (const hop of hops) {
    const piece = line === '' ? box(hop, light, screen) : `${arrow} ${box(hop, light, screen)}`;
    const joined = line === '' ? piece : `${line} ${piece}`;
    const fits = width(joined) <= screen.columns;
    if (!fits) done += `${line}\n`;
    line = fits ? joined : `  ${piece}`;
  }
  return done + line;
};
