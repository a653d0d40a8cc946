import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

/** Which layer may import what. Siblings never import each other; `cli` and the catalogues know all. */
const layers: Readonly<Record<string, readonly string[]>> = {
  model: [],
  content: ['model', 'tutor'],
  net: ['model'],
  probes: ['model', 'net'],
  checks: ['model'],
  engine: ['model'],
  report: ['model'],
  saved: ['model', 'engine'],
  lab: ['model', 'net'],
  grade: ['model'],
  tutor: ['model', 'engine'],
  catalog: ['model', 'engine', 'probes', 'checks', 'report', 'tutor', 'lab', 'grade'],
  // Of the content only the reader of an exercise that somebody has written for their own class.
  cli: ['content', 'model', 'net', 'probes', 'engine', 'report', 'saved', 'lab', 'tutor', 'grade', 'catalog'],
};

/** Modules that reach out of the program, and the layers that may hold them. */
const outward: Readonly<Record<string, readonly string[]>> = {
  'node:tls': ['net', 'lab'],
  'node:dgram': ['net', 'lab'],
  'node:http': ['net', 'lab'],
  'node:https': ['net', 'lab'],
  'node:http2': [],
  'node:dns': ['net', 'lab'],
  'node:child_process': ['net', 'lab', 'cli'],
  undici: ['net'],
  mysql2: ['net', 'lab'],
  'dns-packet': ['net', 'lab'],
  // The content is read by the build (`plugin.ts`), the progress file and its lock by the tutor.
  'node:fs': ['net', 'lab', 'cli', 'tutor', 'content'],
  'node:fs/promises': ['net', 'lab', 'cli', 'tutor', 'content'],
  'node:os': ['net', 'lab', 'cli'],
  commander: ['cli'],
  inquirer: ['cli'],
  chalk: ['cli'],
};

/** `node:net` also tells whether a text is an address; only its sockets reach out. */
const harmlessOfNet = /^(?:isIP|isIPv4|isIPv6|BlockList)$/;

const filesBelow = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });

const sources = filesBelow('src').filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'));

const layerOf = (path: string): string => {
  const [, layer = ''] = path.split(/[/\\]/);
  return layer.startsWith('catalog') ? 'catalog' : layer;
};

interface Import {
  readonly names: readonly string[];
  readonly from: string;
  readonly isType: boolean;
}

const importsOf = (path: string): Import[] => {
  const text = readFileSync(path, 'utf8');
  const still = [...text.matchAll(/^(?:import|export)\s+(type\s+)?([^'";]*?)\s*from\s+'([^']+)'/gms)].map(
    ([, type, names = '', from = '']) => ({
      names: [...names.matchAll(/(?:type\s+)?(\w+)/g)]
        .map(([, name = '']) => name)
        .filter((name) => name !== 'type'),
      from,
      isType: type !== undefined,
    }),
  );
  const lazy = [...text.matchAll(/\bimport\('([^']+)'\)/g)].map(([, from = '']) => ({
    names: [],
    from,
    isType: false,
  }));
  return [...still, ...lazy];
};

describe.each(sources)('%s', (path) => {
  const layer = layerOf(path);
  const imports = importsOf(path);

  test('imports only what its layer may', () => {
    const allowed = new Set([layer, ...(layers[layer] ?? [])]);
    const wrong = imports
      .filter(({ from }) => from.startsWith('.') && !from.endsWith('.json'))
      .map(({ from }) => layerOf(normalize(join(dirname(path), from))))
      .filter((other) => !allowed.has(other));
    expect(wrong).toEqual([]);
  });

  test('reaches out only where its layer may', () => {
    const wrong = imports.filter(
      ({ from, isType }) => !isType && outward[from] && !outward[from].includes(layer),
    );
    const sockets = imports.filter(
      ({ from, names, isType }) =>
        !isType && from === 'node:net' && !names.every((name) => harmlessOfNet.test(name)),
    );
    expect(wrong.map(({ from }) => from)).toEqual([]);
    expect(['net', 'lab'].includes(layer) ? [] : sockets.map(({ names }) => names)).toEqual([]);
  });
});

const pure = sources.filter((path) =>
  ['model', 'checks', 'report', 'grade', 'saved'].includes(layerOf(path)),
);

test.each(pure)('%s touches nothing and has no clock', (path) => {
  const text = readFileSync(path, 'utf8');
  expect(text).not.toMatch(
    /\bawait\b|\basync\b|Date\.now|new Date\(\)|performance\.|Math\.random|\bprocess\.|\bfetch\(/,
  );
});

test('siblings of one kind do not import each other', () => {
  const units = sources.filter(
    (path) =>
      /^src\/(?:checks\/[a-z]+\/|probes\/|lab\/faults\/|grade\/points\/|grade\/misconceptions\/)/.test(
        path,
      ) && !path.endsWith('world.ts'),
  );
  const crossing = units.flatMap((path) =>
    importsOf(path)
      .map(({ from }) => normalize(join(dirname(path), from)))
      .filter((other) => units.includes(other))
      .map((other) => `${path} → ${other}`),
  );
  expect(crossing).toEqual([]);
});

test('only the terminal, the entry and the signal handling of the process hold its streams', () => {
  const allowed = new Set(['src/cli/terminal.ts', 'src/cli/prompts.ts', 'src/cli/main.ts']);
  const holding = sources.filter(
    (path) =>
      /process\.(?:stdout|stderr|stdin)/.test(readFileSync(path, 'utf8')) ||
      /\} = process;/.test(readFileSync(path, 'utf8')),
  );
  expect(holding.filter((path) => !allowed.has(path))).toEqual([]);
});

test('only the terminal and its prompts know chalk and inquirer', () => {
  const knowing = sources.filter((path) =>
    importsOf(path).some(({ from }) => from === 'chalk' || from === 'inquirer'),
  );
  expect(knowing.toSorted()).toEqual(['src/cli/prompts.ts', 'src/cli/terminal.ts']);
});
