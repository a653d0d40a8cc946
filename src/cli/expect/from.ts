import { hostname } from 'node:os';
import { shownEndpoint } from '../../model/address.ts';
import type { Vantage } from '../../model/probe.ts';
import type { LookedFrom } from '../../tutor/exercise-card.ts';
import type { Ask } from '../../tutor/expect/kind.ts';
import { tool } from '../tool.ts';
import type { Aim } from './aim.ts';

/** From which sides the server is seen by this look. The lab is visited as if it were somewhere else. */
export const vantagesOf = (ask: Ask, { target, isHere }: Aim): readonly Vantage[] => {
  const { inside, standsFor } = target;
  if (['process', 'firewall', 'file'].includes(ask.see)) return ['inside'];
  if (isHere && standsFor !== 'lab') return ['inside'];
  if (ask.see === 'page' && ask.here) return ['inside'];
  if (ask.see === 'database') return [inside ? 'inside' : 'outside'];
  return ask.see === 'check' && inside ? ['outside', 'inside'] : ['outside'];
};

/** Which computer looks, and by which ways. */
export const lookedFrom = ({ target: { inside, ssh }, resolver }: Aim): LookedFrom => ({
  machine: hostname(),
  ...(inside ? { way: inside.way } : {}),
  ...(ssh === undefined ? {} : { ssh }),
  ...(resolver ? { resolver: shownEndpoint(resolver) } : {}),
  tool,
});
