import { expect, test } from 'vitest';
import type { Status } from '../../src/model/report.ts';
import type { Target } from '../../src/model/target.ts';
import { aimAt, compare, type Aim } from './compare.ts';
import { look } from './inspect.ts';
import { cli } from './run-cli.ts';
import type { Namespace } from './servers/namespace.ts';
import { staged, type Stage } from './stage.ts';

interface Options {
  /** Other causes that the same fault shows truly (`hop/check/cause`). */
  readonly also?: readonly string[];
  /** Of the whole look, in milliseconds, where a healthy one takes long. */
  readonly patience?: number;
}

interface Found {
  readonly id: string;
  readonly hop: string;
  readonly status: Status;
  readonly cause?: string;
  readonly because: string;
}

/** The part of a report that its JSON document has, too. */
interface Outcome {
  readonly findings: readonly Found[];
  readonly firstBroken: { readonly hop: string } | null;
}

/** A note says what is true of a server besides the fault: it counts only where the witness is about it. */
const isNote = ({ status, cause }: Found): boolean => status === 'ok' && cause !== undefined;

const isBad = ({ status }: Found): boolean => status === 'broken' || status === 'warn' || status === 'error';

const hopOf = (path: string): string => path.split('/')[0] ?? '';

const pathOf = ({ id, cause, because }: Found): string => `${id}/${cause ?? because}`;

const expectExactly = ({ findings, firstBroken }: Outcome, path: string, { also = [] }: Options): void => {
  const shown = findings.filter((one) => isBad(one) || (isNote(one) && pathOf(one) === path));
  const found = new Set(shown.map(pathOf));
  expect([...found].toSorted()).toEqual([path, ...also].toSorted());
  const finding = findings.find((one) => pathOf(one) === path);
  const isFirst = also.length === 0 && finding?.status === 'broken' && finding.hop !== 'tester';
  if (isFirst) expect(firstBroken?.hop).toBe(finding.hop);
};

/** The same, from what is typed behind `check`. */
const aimBy = ({ args: [name = '', ...args], space: { enter }, ca }: Visit): Aim => {
  const after = (option: string): string | undefined => args[args.indexOf(option) + 1];
  const value = (option: string): string | undefined => (args.includes(option) ? after(option) : undefined);
  const [resolver, address, dbHost] = [value('--resolver'), value('--address'), value('--db-host')];
  const number = (option: string, usual: number): number => Number(value(option) ?? usual);
  return {
    name,
    enter,
    ports: {
      http: number('--http-port', 80),
      https: number('--https-port', 443),
      db: number('--db-port', 3306),
    },
    ...(resolver ? { resolver: { address: resolver, port: 53 } } : {}),
    ...(address ? { address } : {}),
    ...(dbHost ? { dbHost } : {}),
    ...(ca === undefined ? {} : { ca }),
  };
};

/**
 * The test in which a real server, through the real probes, yields exactly one cause.
 * @param path `hop/check/cause`; a contract test demands one witness for each cause of the catalogue
 * @param arrange brings the server up and says what to look at
 */
export const witness = (
  path: string,
  arrange: (stage: Stage) => Promise<Target>,
  options: Options = {},
): void => {
  test.concurrent(
    path,
    staged(async (stage) => {
      const target = await arrange(stage);
      const { report } = await look(target, options.patience);
      expectExactly(report, path, options);
      await compare({ path, hop: hopOf(path) }, () => aimAt(target));
    }),
  );
};

/** What to type in a namespace after `check`. */
export interface Visit {
  readonly space: Pick<Namespace, 'enter' | 'node'>;
  readonly args: readonly string[];
  /** Of an authority that is trusted besides, PEM; for other tools. */
  readonly ca?: string;
}

/**
 * The same for what must not be tried on the tester's own network: the built program runs in a network namespace, from
 * which no packet leaves this machine.
 */
export const witnessInNamespace = (
  path: string,
  arrange: (stage: Stage) => Promise<Visit>,
  options: Options = {},
): void => {
  test.concurrent(
    path,
    staged(async (stage) => {
      const visit = await arrange(stage);
      const { space, args } = visit;
      const { stdout, stderr } = await cli(['check', ...args, '--format', 'json'], { node: space.node });
      expect(stderr).not.toMatch(/Error|error:/);
      expectExactly(JSON.parse(stdout) as Outcome, path, options);
      await compare({ path, hop: hopOf(path) }, () => aimBy(visit));
    }),
  );
};
