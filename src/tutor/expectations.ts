import { check } from './expect/check.ts';
import { database } from './expect/database.ts';
import { file } from './expect/file.ts';
import { firewall } from './expect/firewall.ts';
import type { Answer, Ask, Context, Kind, Outcome, See, Seen, SeenAll, Unseen } from './expect/kind.ts';
import { page } from './expect/page.ts';
import { port } from './expect/port.ts';
import { processKind } from './expect/process.ts';
import { record } from './expect/record.ts';

/** Every kind of expectation that an exercise can hold. */
export const kinds = { page, record, port, database, process: processKind, firewall, file, check } as const;

export type KindName = keyof typeof kinds;

type ExpectedOf<Name extends KindName> =
  (typeof kinds)[Name] extends Kind<See, infer Expected> ? Expected : never;

/** What one requirement expects. */
export type Expectation = {
  readonly [Name in KindName]: { readonly kind: Name; readonly is: ExpectedOf<Name> };
}[KindName];

/** Which kind it is was lost on the way through a union; what it expects fits the kind by its type. */
type AnyKind = Kind<See, Expectation['is']>;
const kindOf = ({ kind }: Expectation): AnyKind => kinds[kind];

/** What has to be looked at for it. */
export const asksOf = (expectation: Expectation): readonly Ask[] =>
  kindOf(expectation).asks(expectation.is) as readonly Ask[];

/** Where what was seen stands. */
export const keyOf = (ask: Ask): string => (kinds[ask.see] as unknown as AnyKind).key(ask);

/** Options of `exercise check` that it needs on a server of one's own. */
export const optionsOf = (expectation: Expectation): readonly string[] =>
  kindOf(expectation).options?.(expectation.is) ?? [];

export const saysOf = (expectation: Expectation): string => kindOf(expectation).says(expectation.is);

/** The kind that a key of an example is of. */
export const kindOfKey = (key: string): KindName => {
  const [first = ''] = key.split(' ');
  return Object.hasOwn(kinds, first) ? (first as KindName) : 'page';
};

const isUnseen = (seen: Seen | Unseen): seen is Unseen => 'unseen' in seen;

/** What it comes to, given all that was seen. Missing evidence is no failure. */
export const judgeOne = (expectation: Expectation, seen: SeenAll, context: Context): Outcome => {
  const looked = asksOf(expectation).map((ask) => ({ ask, seen: seen[keyOf(ask)] }));
  const answers = looked.flatMap(({ ask, seen: one }): Answer<See>[] =>
    one === undefined || isUnseen(one) ? [] : [{ ask: ask, seen: one }],
  );
  const [first, ...rest] = answers;
  if (first) return kindOf(expectation).judge(expectation.is, [first, ...rest], context);
  const why = looked.flatMap(({ seen: one }) => (one && isUnseen(one) ? [one.unseen] : []))[0];
  return { status: 'skipped', hint: why ?? 'This was not looked at.' };
};
