import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseWords } from '../../src/content/words.ts';
import type { Fix } from '../../src/model/words.ts';
import type { Ran } from './servers/machine.ts';
import { shop, type Parts, type Shop } from './shop.ts';
import { staged } from './stage.ts';

/** In a file of the server, this instead of that. */
export interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** What a person does who was told to do it in words: an edit, or the administrator's own command. */
type Deed = Edit | string | ((shop: Shop) => Promise<unknown>);

interface Taken {
  /** What the words say has to be done, before the command. */
  readonly deed?: Deed;
  /** What stands in the command in the place of a word in capital letters. */
  readonly fill?: Readonly<Record<string, string>>;
  /** What is typed into a command that shows itself on the whole terminal. */
  readonly typing?: string;
  /** The condition of the shell that is waited for before that; otherwise the time that a person reads. */
  readonly typedWhen?: string;
  /** The folder in which the words want the command typed. */
  readonly folder?: string;
  /** What the words want to be typed behind `infra-tutor check` from now on, in the place of the options of the way. */
  readonly options?: string;
  /** The exit code that goes with the words; otherwise 0. */
  readonly code?: number;
}

/** One printed step as it is taken. */
export interface Step extends Taken {
  /** How its `say` begins. */
  readonly begins: string;
  readonly kind: 'looks' | 'does' | 'heals' | 'settles' | 'keeps';
}

const step =
  (kind: Step['kind']) =>
  (begins: string, taken: Taken = {}): Step => ({ kind, begins, ...taken });

/** Changes nothing. */
export const looks = step('looks');
/** Changes something on the way. Where its undo is a command, that works; then it is done again. */
export const does = step('does');
/** After it the finding is gone. Where its undo is a command, the finding is there again after that. */
export const heals = step('heals');
/** After it the finding is gone. Its undo works too, but what was replaced elsewhere is not given back. */
export const settles = step('settles');
/** The site is healed before, after it and after its undo. */
export const keeps = step('keeps');

/** One of the ways in which a cause comes about, and the steps that mend it. */
export interface Way extends Parts {
  readonly fault: Deed;
  readonly steps: readonly Step[];
  /** Behind what a visitor types after `infra-tutor check`. */
  readonly options?: string;
  /** Who runs the check; otherwise a visitor. */
  readonly from?: 'server';
  /** Nearly all of its time is waiting for what gives no answer. */
  readonly waits?: boolean;
  /** The name that is checked; otherwise the shop's. */
  readonly typed?: string;
}

interface Found {
  readonly id: string;
  readonly cause?: string;
  readonly because: string;
  readonly fix?: readonly Fix[];
}

const edit = async (site: Shop, { file, from, to }: Edit): Promise<void> => {
  const text = await site.read(file);
  if (!text.includes(from)) throw new Error(`${file} does not hold ${JSON.stringify(from)}:\n${text}`);
  await site.write(
    file,
    text.replaceAll(from, () => to),
  );
};

const carryOut = async (site: Shop, deed: Deed): Promise<void> => {
  if (typeof deed === 'string') await site.does(deed);
  else if (typeof deed === 'function') await deed(site);
  else await edit(site, deed);
};

const isCommand = (text: string): boolean => /^(?:sudo|infra-tutor|systemctl) /.test(text);

const isSql = (text: string): boolean => /^(?:CREATE|GRANT|ALTER|DROP|RENAME) .*;$/.test(text);

export const filled = (text: string, { fill = {} }: Taken): string =>
  Object.entries(fill).reduce(
    (filling, [word, value]) => filling.replaceAll(new RegExp(`(?<!\\w)${word}(?!\\w)`, 'g'), () => value),
    text,
  );

/** A person reads before typing. */
const typed = ({ typing = '', typedWhen }: Taken): string =>
  `{ ${typedWhen ? `until ${typedWhen}; do sleep 0.1; done` : 'sleep 0.5'}; printf '${typing}'; sleep 0.5; }`;

interface Seen {
  readonly findings: readonly Found[];
  readonly exitCode: number;
}

const causesIn = ({ findings }: Seen): string =>
  findings.flatMap(({ id, cause, because }) => (cause ? [`${id}/${cause}: ${because}`] : [])).join('\n');

/** Where a way is gone: the shells, and the look at the cause. */
const on = (site: Shop, path: string, way: Way) => {
  const checker = way.from === 'server' ? site.student : site.visitor;
  const line = `infra-tutor check ${way.typed ?? site.typed}${way.options ? ` ${way.options}` : ''}`;
  const look = async (command: string): Promise<Seen> => {
    const { out, err } = await checker(`${command} --format json`);
    expect(err).not.toMatch(/rror:/);
    return JSON.parse(out) as Seen;
  };
  const foundIn = ({ findings }: Seen): Found | undefined =>
    findings.find(({ id, cause }) => `${id}/${cause ?? ''}` === path);
  const shellOf = (command: string, where: Fix['where'], taken: Taken): Promise<Ran> => {
    const shell = where === 'server' ? site.student : checker;
    if (isSql(command)) return shell('sudo mysql', command);
    const inFolder = taken.folder === undefined ? '' : `cd ${taken.folder} && `;
    if (taken.typing === undefined) return shell(`${inFolder}${command}`);
    return shell(
      `${inFolder}${typed(taken)} | TERM=xterm SHELL=/bin/bash script -qec '${command}' /dev/null`,
    );
  };
  return {
    run: async ({ where }: Fix, command: string, taken: Taken = {}): Promise<void> => {
      const { code = 0 } = taken;
      const ran = await shellOf(command, where, taken);
      expect({ command, ...ran }).toMatchObject({ command, code });
    },
    red: async (): Promise<Found> => {
      const seen = await look(line);
      const finding = foundIn(seen);
      if (!finding) throw new Error(`${path} was not found, but:\n${causesIn(seen)}`);
      return finding;
    },
    /** By what the step itself says shows it, when that is a command. */
    green: async (verify: string): Promise<void> => {
      const isPrinted = verify.startsWith('infra-tutor ');
      const seen = await look(isPrinted ? verify : line);
      expect(foundIn(seen)?.because).toBeUndefined();
      const { exitCode } = seen;
      if (isPrinted && exitCode !== 0) throw new Error(`exit code ${exitCode}:\n${causesIn(seen)}`);
    },
  };
};

const take = async (site: Shop, path: string, way: Way): Promise<void> => {
  let asked = on(site, path, way);
  await carryOut(site, way.fault);
  const { fix = [] } = await asked.red();
  for (const [at, taken] of way.steps.entries()) {
    const printed = fix.find(({ say }) => say.startsWith(taken.begins));
    if (!printed) throw new Error(`no step begins with "${taken.begins}"`);
    const command = printed.run === undefined ? undefined : filled(printed.run, taken);
    if (taken.options !== undefined) asked = on(site, path, { ...way, options: taken.options });
    const { run, red, green } = asked;
    const act = async (): Promise<void> => {
      if (taken.deed !== undefined) await carryOut(site, taken.deed);
      if (command !== undefined) await run(printed, command, taken);
    };
    await act();
    // Where the step is another look, that look itself shows it.
    const shows = command?.startsWith('infra-tutor ') ? command : filled(printed.verify, taken);
    if (taken.kind !== 'looks' && taken.kind !== 'does') await green(shows);
    const undo = filled(printed.undo ?? '', taken);
    if (!isCommand(undo) || taken.kind === 'looks') continue;
    await run(printed, undo);
    if (taken.kind === 'heals') await red();
    if (taken.kind === 'keeps') await green(shows);
    if (at < way.steps.length - 1) await act();
  }
};

/** Of a test, in milliseconds; most of it goes by before its turn comes. What hangs is ended by the deadline of its command. */
const waitForTurnMs = 1_800_000;

let before: Promise<unknown> = Promise.resolve();

/** One after the other: there are more machines than processors already, one for each file of tests that runs. */
const inTurn = (run: () => Promise<void>): Promise<void> => {
  const mine = before.then(run);
  before = mine.catch(() => {});
  return mine;
};

const wordsOf = (path: string): readonly Fix[] => {
  const [hop, name, cause = ''] = path.split('/');
  // The one file: the whole catalogue takes a second to load.
  const file = `src/checks/${hop}/${name}.md`;
  return parseWords(file, readFileSync(file, 'utf8')).causes[cause]?.fix ?? [];
};

/**
 * The test in which the printed steps of one cause are taken, as printed, on a server that has the fault: red before, green
 * after, and red again where a command undoes a step.
 * @param path `hop/check/cause`; a contract test demands one repair for each cause, or a reason
 * @param ways each of the ways in which it comes about, by its name
 * @param untaken steps that no server of ours can hold, by how they begin, each with a reason
 */
export const repair = (
  path: string,
  ways: Readonly<Record<string, Way>>,
  untaken: Readonly<Record<string, string>> = {},
): void => {
  test(`${path}: every step is taken, or has a reason why not`, () => {
    const begun = [
      ...Object.values(ways).flatMap(({ steps }) => steps.map(({ begins }) => begins)),
      ...Object.keys(untaken),
    ];
    const fix = wordsOf(path).map(({ say }) => say);
    expect(fix.filter((say) => !begun.some((begins) => say.startsWith(begins)))).toEqual([]);
    expect(begun.filter((begins) => !fix.some((say) => say.startsWith(begins)))).toEqual([]);
  });
  for (const [name, way] of Object.entries(ways))
    test.concurrent(
      `${path}: ${name}`,
      staged((stage) => {
        const repaired = async (): Promise<void> => take(await shop(stage, way), path, way);
        return way.waits ? repaired() : inTurn(repaired);
      }),
      waitForTurnMs,
    );
};
