import { setTimeout } from 'node:timers/promises';
import { wrapped } from '../model/lines.ts';
import { look } from '../tutor/look.ts';
import type { WithLooks } from '../tutor/looks.ts';
import { renderMap } from '../tutor/map.ts';
import { lookAtSite } from '../tutor/own-site.ts';
import { travels, watched, type Stop } from '../tutor/travel.ts';
import type { LookSpec, Recordings, Seen } from '../tutor/types.ts';
import type { Terminal } from './terminal.ts';

/** Where lessons look. */
export interface LookWorld {
  readonly withLooks: WithLooks;
  /** What looks saw on a healthy lab. */
  readonly recordings: () => Promise<Recordings>;
  /** The learner's own site, looked at in place of the lab where a look can be made there. */
  readonly site?: { readonly host: string; readonly withLooks: WithLooks };
}

/** Long enough to be read; a lab answers in a moment. */
const stopMs = 400;

/** On a terminal the request is seen on its way through the boxes. */
const withShown = ({ live, screen }: Terminal, withLooks: WithLooks, spec: LookSpec): WithLooks => {
  if (!live || !travels(spec)) return withLooks;
  const show = async ({ hop, says }: Stop): Promise<void> => {
    live.draw(`\n${renderMap(hop, screen)}\n\n${wrapped(says, screen.columns).join('\n')}`);
    await setTimeout(stopMs);
  };
  return (use) => withLooks((looks) => use(watched(looks, show)));
};

/** At the learner's own site; where that cannot be looked at, at the lab, and why. */
const atSite = async (
  world: LookWorld,
  spec: LookSpec,
  shown: (withLooks: WithLooks) => WithLooks,
): Promise<Seen> => {
  const lab = (): Promise<Seen> => look(shown(world.withLooks), spec, world.recordings);
  const { site } = world;
  const there = site && lookAtSite(spec, site.host);
  if (!there) return lab();
  const seen = await look(shown(site.withLooks), there);
  if (seen.unavailable === undefined) return { ...seen, site: site.host };
  const instead = await lab();
  return { ...instead, lines: [`(${site.host} was not looked at: ${seen.unavailable})`, ...instead.lines] };
};

/** One look of a lesson, followed on its way where the terminal can show that. */
export const lookOn = async (terminal: Terminal, world: LookWorld, spec: LookSpec): Promise<Seen> => {
  const seen = await atSite(world, spec, (withLooks) => withShown(terminal, withLooks, spec));
  terminal.live?.clear();
  return seen;
};
