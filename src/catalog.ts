import type { ProbeUnit } from './engine/gather.ts';
import type { CheckId, CheckRule, CheckUnit } from './model/check.ts';
import { probeIds } from './model/evidence.ts';
import { places, type Place } from './model/hops.ts';
import { inLocale, wantedLocales } from './model/locale.ts';
import type { CheckWords } from './model/words.ts';
import type { World } from './probes/world.ts';
import type { Reporter } from './report/parts/reporter.ts';

/** The only place that collects units. A unit is found by where its file lies; there is no list to add it to. */

const rules = import.meta.glob<CheckRule>('./checks/*/*.ts', { eager: true, import: 'default' });
const words = inLocale(
  import.meta.glob<CheckWords>('./checks/*/*.md', { eager: true, import: 'default' }),
  wantedLocales(process.env),
);
const probeFiles = import.meta.glob<Omit<ProbeUnit<World>, 'id'>>(['./probes/*.ts', '!./probes/world.ts'], {
  eager: true,
  import: 'default',
});

const placeOf = (path: string): Place => {
  const place = places.find((known) => known === path.split('/')[2]);
  if (!place) throw new Error(`${path} lies in no hop of the diagram`);
  return place;
};

const nameOf = (path: string): string => (path.split('/').at(-1) ?? '').replace(/\.ts$/, '');

const unit = ([path, rule]: [string, CheckRule]): CheckUnit => {
  const said = words[path.replace(/\.ts$/, '.md')];
  if (!said) throw new Error(`${path} has no words beside it`);
  const place = placeOf(path);
  return { ...rule, id: `${place}/${nameOf(path)}` satisfies CheckId, place, words: said };
};

/** By code unit: a comparison by the rules of a language would first load these, for tens of milliseconds. */
const byId = (a: CheckUnit, b: CheckUnit): number => Number(a.id > b.id) - Number(a.id < b.id);

const inRequestOrder = (a: CheckUnit, b: CheckUnit): number =>
  places.indexOf(a.place) - places.indexOf(b.place) || Number(b.claim) - Number(a.claim) || byId(a, b);

/** All checks in request order; within a hop, those that make up its claim first. */
export const checks: readonly CheckUnit[] = Object.entries(rules).map(unit).toSorted(inRequestOrder);

const probe = ([path, file]: [string, Omit<ProbeUnit<World>, 'id'>]): ProbeUnit<World> => {
  const id = probeIds.find((known) => known === nameOf(path));
  if (!id) throw new Error(`${path} is no key of the evidence`);
  return { ...file, id };
};

/** All probes in the order of the diagram. */
export const probes: readonly ProbeUnit<World>[] = Object.entries(probeFiles)
  .map(probe)
  .toSorted((a, b) => probeIds.indexOf(a.id) - probeIds.indexOf(b.id));

const reporterFiles = import.meta.glob<Reporter>('./report/*.ts', { import: 'default' });

/** Report formats by name; one is loaded when it is asked for. */
export const formats: ReadonlyMap<string, () => Promise<Reporter>> = new Map(
  Object.entries(reporterFiles).map(([path, load]) => [nameOf(path), load]),
);
