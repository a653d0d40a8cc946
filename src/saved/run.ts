import * as v from 'valibot';
import type { Observed } from '../engine/inspect.ts';
import type { Gathered } from '../engine/gather.ts';
import { hops } from '../model/hops.ts';
import { probeIds, type ProbeId } from '../model/evidence.ts';
import type { Unobserved } from '../model/probe.ts';
import { parseSite, SiteError, type Site } from '../model/site.ts';
import type { Target } from '../model/target.ts';
import { knownEvidence } from './known-evidence.ts';
import { createMasks, type Masked } from './mask.ts';

/** The format of the file; another number is another format. */
const version = 1;

const word = v.string();
const port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));
const endpoint = { address: word, port };
const hopList = v.array(v.picklist(hops));
const addressClass = v.picklist(['public', 'private', 'shared', 'loopback']);

/** What is kept of a target: nothing that opens anything (no password, no authority), only what judging needs. */
const keptTarget = v.object({
  typed: word,
  standsFor: v.exactOptional(v.literal('lab')),
  ports: v.object({ http: port, https: port, db: port }),
  resolver: v.exactOptional(v.object(endpoint)),
  address: v.exactOptional(word),
  roots: v.array(v.object({ ...endpoint, name: word })),
  dnsPort: port,
  reach: v.object({ classes: v.array(addressClass), exact: v.array(word) }),
  path: v.exactOptional(word),
  dbHost: v.exactOptional(word),
  dbSocket: v.exactOptional(word),
  dbLogin: v.exactOptional(v.object({ user: word, schema: v.exactOptional(word) })),
  ssh: v.exactOptional(word),
  inside: v.exactOptional(
    v.object({
      way: v.picklist(['here', 'ssh']),
      sudo: v.boolean(),
      nginx: v.exactOptional(v.object({ prefix: word, conf: word })),
      database: v.exactOptional(v.object({ socket: word, client: v.exactOptional(word) })),
    }),
  ),
  only: v.exactOptional(hopList),
  require: hopList,
  again: v.exactOptional(word),
  standIns: hopList,
  ignore: v.exactOptional(v.array(v.object({ id: word, until: word, why: word }))),
});

const unobserved = v.object({
  unobserved: word,
  blockedBy: v.exactOptional(v.picklist(hops)),
  skipped: v.exactOptional(v.boolean()),
});

const instant = v.pipe(
  word,
  v.check((text) => !Number.isNaN(Date.parse(text))),
);

const shape = v.object({
  run: v.literal(version),
  tool: v.object({ name: word, version: word }),
  takenAt: instant,
  durationMs: v.pipe(v.number(), v.minValue(0)),
  interrupted: v.boolean(),
  masked: v.array(word),
  target: keptTarget,
  evidence: v.record(word, v.unknown()),
  unobserved: v.record(word, unobserved),
  crashed: v.record(word, word),
});

type KeptTarget = v.InferOutput<typeof keptTarget>;

const kept = (target: Target): KeptTarget => {
  const { site, ca: _, reach, dbLogin, roots, only, ignore, ...rest } = target;
  return {
    typed: site.typed,
    ...rest,
    reach: v.parse(keptTarget.entries.reach, reach),
    roots: [...roots],
    require: [...rest.require],
    standIns: [...rest.standIns],
    ...(only ? { only: [...only] } : {}),
    ...(ignore ? { ignore: [...ignore] } : {}),
    ...(dbLogin
      ? { dbLogin: { user: dbLogin.user, ...(dbLogin.schema ? { schema: dbLogin.schema } : {}) } }
      : {}),
  };
};

/** The text of a saved run, and what was taken out of it. */
export const savedRun = (
  { target, takenAt, durationMs, interrupted, gathered }: Observed,
  tool: { readonly name: string; readonly version: string },
): { readonly text: string; readonly masked: readonly Masked[] } => {
  const masks = createMasks();
  const seen = masks.deep({
    target: kept(target),
    evidence: gathered.evidence,
    unobserved: gathered.unobserved,
    crashed: Object.fromEntries(Object.entries(gathered.crashed).map(([id, error]) => [id, error.message])),
  });
  const masked = [...masks.found].toSorted();
  const run = {
    run: version,
    tool: { name: tool.name, version: tool.version },
    takenAt: takenAt.toISOString(),
    durationMs,
    interrupted,
    masked,
    ...seen,
  };
  return { text: `${JSON.stringify(run, null, 1)}\n`, masked };
};

/** The text is no saved run: one sentence of why. */
export class NotARun extends Error {
  override readonly name = 'NotARun';
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new NotARun('this is not JSON');
  }
};

const siteFrom = (typed: string): Site => {
  try {
    return parseSite(typed);
  } catch (error) {
    if (error instanceof SiteError) throw new NotARun('this is not a saved run (target.typed)');
    throw error;
  }
};

const isProbe = ([id]: readonly [string, unknown]): boolean => probeIds.some((probe) => probe === id);

const gatheredFrom = ({ evidence, ...rest }: v.InferOutput<typeof shape>, by: string): Gathered => {
  const { known, strange } = knownEvidence(evidence);
  const unread = strange.map((id): [ProbeId, Unobserved] => [
    id,
    { unobserved: `was written by version ${by} in a way that this version cannot read` },
  ]);
  const said = Object.entries(rest.unobserved).filter(isProbe);
  const failed = Object.entries(rest.crashed).filter(isProbe);
  return {
    evidence: known,
    unobserved: Object.fromEntries([...unread, ...said]),
    crashed: Object.fromEntries(failed.map(([id, message]) => [id, new Error(message)])),
  };
};

/**
 * A saved run, read back: what was seen, as if it was seen now, and the version of the tool that saw it.
 * @throws {NotARun} for a text that is no such run
 */
export const readRun = (text: string): { readonly observed: Observed; readonly version: string } => {
  const result = v.safeParse(shape, parsed(text));
  if (!result.success) {
    const path = result.issues[0].path?.map(({ key }) => String(key)).join('.') ?? '';
    throw new NotARun(path === '' ? 'this is not a saved run' : `this is not a saved run (${path})`);
  }
  const run = result.output;
  const { typed, ...target } = run.target;
  return {
    version: run.tool.version,
    observed: {
      target: { ...target, site: siteFrom(typed) },
      takenAt: new Date(run.takenAt),
      durationMs: run.durationMs,
      interrupted: run.interrupted,
      gathered: gatheredFrom(run, run.tool.version),
    },
  };
};
