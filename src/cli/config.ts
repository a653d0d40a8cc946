import * as v from 'valibot';
import { LineCounter, parseDocument } from 'yaml';
import { checks } from '../catalog.ts';
import { hops } from '../model/hops.ts';
import { UsageError } from './usage-error.ts';

const port = v.pipe(
  v.number('is not a number'),
  v.integer('is not a whole number'),
  v.minValue(1, 'is not from 1 to 65535'),
  v.maxValue(65_535, 'is not from 1 to 65535'),
);
const word = v.string('is not text');

/** A day of the calendar (RFC 3339 full-date). */
const isDay = (text: string): boolean => {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
};

const isKnown = (id: string): boolean =>
  checks.some(
    (check) => check.id === id || Object.keys(check.causes).some((cause) => id === `${check.id}/${cause}`),
  );

const exception = v.strictObject(
  {
    id: v.pipe(word, v.check(isKnown, 'is no check (infra-tutor explain lists them) and no cause of one')),
    until: v.pipe(word, v.check(isDay, 'is not a day, written like 2027-01-31')),
    why: v.pipe(word, v.nonEmpty('is empty: why is this fine for now?')),
  },
  (issue) =>
    issue.expected === 'never' ? 'is not a setting here' : 'is needed: every exception has id, until and why',
);

/** Never a file path, a command, ssh or a CA: the file may come from somebody else's repository. */
const shape = v.strictObject(
  {
    host: v.exactOptional(word),
    'http-port': v.exactOptional(port),
    'https-port': v.exactOptional(port),
    'db-port': v.exactOptional(port),
    path: v.exactOptional(v.pipe(word, v.startsWith('/', 'does not start with a slash'))),
    'db-user': v.exactOptional(word),
    'db-name': v.exactOptional(word),
    ignore: v.exactOptional(v.array(exception, 'is not a list')),
    require: v.exactOptional(v.array(v.picklist(hops, `is none of ${hops.join(', ')}`), 'is not a list')),
  },
  (issue) => (issue.expected === 'never' ? 'is not a setting' : 'is not a list of settings'),
);

export type Config = v.InferOutput<typeof shape>;

/**
 * Settings of the working directory, from its text.
 * @throws {UsageError} with file, line and column of the first thing that is wrong
 */
export const readConfig = (text: string, file: string): Config => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const fail = (offset: number, problem: string): never => {
    const { line, col } = lines.linePos(offset);
    throw new UsageError(`${file}:${line}:${col} ${problem}`);
  };
  const [error] = document.errors;
  if (error?.code === 'RESOURCE_EXHAUSTION') return fail(error.pos[0], 'is nested too deeply');
  if (error) return fail(error.pos[0], error.message.split('\n')[0] ?? 'is not YAML');
  let settings: unknown;
  try {
    settings = document.toJS({ maxAliasCount: 20 }) ?? {};
  } catch {
    // The library's only reason here: more aliases than any settings need.
    return fail(0, 'repeats itself too often (aliases)');
  }
  if (Array.isArray(settings)) return fail(0, 'the file is not a list of settings');
  const result = v.safeParse(shape, settings);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const keys = (issue.path ?? []).map(({ key }) => key);
  const node = (keys.length > 0 ? document.getIn(keys, true) : document.contents) as
    { range?: [number] } | null | undefined;
  return fail(node?.range?.[0] ?? 0, `${keys.join('.') || 'the file'} ${issue.message}`);
};
