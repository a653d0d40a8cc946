import type { FirewallRule, FirewallSeen, Verdict } from './seen/firewall.ts';
import { tableOf } from './table-of.ts';
import { isPlain, type Plain } from './plain.ts';

type Chain = FirewallSeen['input'][number];
type Family = 4 | 6;
type Ports = NonNullable<FirewallRule['ports']>;

const mostRules = 200;
/** The kernel follows no more jumps than 16 (nft(8), VERDICT STATEMENTS). */
const deepest = 16;
/** Chains that lead to each other many times are more to read than there are lines. */
const mostRead = 10_000;

const asObject = (value: unknown): Plain | undefined => (isPlain(value) ? value : undefined);

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const objectsIn = (value: unknown): readonly Plain[] => asList(value).filter(isPlain);

interface Rule {
  readonly expr: readonly Plain[];
}

interface Ruleset {
  /** By family, table and name. */
  readonly rules: ReadonlyMap<string, readonly Rule[]>;
  readonly chains: readonly Plain[];
  /** How many rules may still be read. */
  readonly budget: { left: number };
}

const keyOf = ({ family, table }: Plain, chain: unknown): string => JSON.stringify([family, table, chain]);

const rulesetIn = (out: string): Ruleset | undefined => {
  let listed: unknown;
  try {
    listed = asObject(JSON.parse(out))?.['nftables'];
  } catch {
    return undefined;
  }
  if (!Array.isArray(listed)) return undefined;
  const rules = new Map<string, Rule[]>();
  const chains: Plain[] = [];
  for (const entry of objectsIn(listed)) {
    const [chain, rule] = [asObject(entry['chain']), asObject(entry['rule'])];
    if (chain) chains.push(chain);
    if (!rule) continue;
    const key = keyOf(rule, rule['chain']);
    const before = rules.get(key) ?? [];
    before.push({ expr: objectsIn(rule['expr']) });
    rules.set(key, before);
  }
  return { rules, chains, budget: { left: mostRead } };
};

/** Whom a condition means: visitors of these ports, nobody who comes to a website, everybody, or (`unclear`) some. */
type Meant = readonly Ports[] | 'nobody' | 'everybody' | 'unclear';

const portsIn = (right: unknown): readonly Ports[] | undefined => {
  if (typeof right === 'number') return [{ from: right, to: right }];
  const set = asObject(right)?.['set'];
  if (Array.isArray(set)) {
    const all = set.map(portsIn);
    return all.every((one) => one !== undefined) ? all.flat() : undefined;
  }
  const [from, to] = asList(asObject(right)?.['range']);
  return typeof from === 'number' && typeof to === 'number' ? [{ from, to }] : undefined;
};

const wordsIn = (right: unknown): readonly unknown[] => {
  const set = asObject(right)?.['set'] ?? right;
  return Array.isArray(set) ? set : [set];
};

const ofProtocol = (right: unknown): Meant => (wordsIn(right).includes('tcp') ? 'everybody' : 'nobody');

const metaMeans: Readonly<Record<string, (right: unknown) => Meant>> = tableOf({
  l4proto: ofProtocol,
  iif: (right: unknown) => (right === 'lo' ? 'nobody' : 'unclear'),
  iifname: (right: unknown) => (right === 'lo' ? 'nobody' : 'unclear'),
});

/** A connection that begins is `new` (nft(8), CONNTRACK EXPRESSIONS). */
const beginsWith = (right: unknown): Meant => (wordsIn(right).includes('new') ? 'everybody' : 'nobody');

const matchMeans = ({ op, left, right }: Plain): Meant => {
  if (op !== '==' && op !== 'in') return 'unclear';
  const of = asObject(left);
  const [payload, meta, ct] = [asObject(of?.['payload']), asObject(of?.['meta']), asObject(of?.['ct'])];
  if (ct) return ct['key'] === 'state' ? beginsWith(right) : 'unclear';
  if (meta) return metaMeans[String(meta['key'])]?.(right) ?? 'unclear';
  const { protocol, field } = payload ?? {};
  if (protocol === 'tcp') return (field === 'dport' && portsIn(right)) || 'unclear';
  if (field === 'protocol' || field === 'nexthdr') return ofProtocol(right);
  return protocol === 'udp' || protocol === 'icmp' || protocol === 'icmpv6' ? 'nobody' : 'unclear';
};

const saysNothing: ReadonlySet<string> = new Set([
  'counter',
  'log',
  'accept',
  'drop',
  'reject',
  'jump',
  'goto',
  'return',
]);

/** What all conditions of a rule together mean; two lists of ports are too rare to be read. */
const meantBy = ({ expr }: Rule): Meant => {
  const all = expr.flatMap((one): Meant[] => {
    const match = asObject(one['match']);
    if (match) return [matchMeans(match)];
    return Object.keys(one).every((key) => saysNothing.has(key)) ? [] : ['unclear'];
  });
  if (all.includes('nobody')) return 'nobody';
  const narrower = all.filter((one) => one !== 'everybody');
  return narrower.length > 1 ? 'unclear' : (narrower[0] ?? 'everybody');
};

const verdicts: Readonly<Record<string, Verdict>> = tableOf({
  accept: 'allow',
  drop: 'deny',
  reject: 'reject',
});

const has = ({ expr }: Rule, key: string): boolean => expr.some((one) => key in one);

const targetOf = ({ expr }: Rule): unknown =>
  expr.flatMap((one) => asObject(one['jump'] ?? one['goto'])?.['target'] ?? [])[0];

/** What a rule does with whoever comes to a website. */
type Deed =
  | { readonly does: 'nothing' | 'unclear' | 'returns' }
  | { readonly does: 'decides'; readonly verdict: Verdict; readonly ports?: readonly Ports[] }
  | { readonly does: 'leads'; readonly to: unknown; readonly comesBack: boolean };

/** Whatever else is in it says what becomes of a packet in words that are not known here. */
const onlyNotes = ({ expr }: Rule): boolean =>
  expr.every((one) => 'match' in one || 'counter' in one || 'log' in one);

const deedOf = (rule: Rule): Deed => {
  const meant = meantBy(rule);
  if (meant === 'nobody') return { does: 'nothing' };
  const word = Object.keys(verdicts).find((key) => has(rule, key));
  const verdict = word === undefined ? undefined : verdicts[word];
  const [leads, returns] = [has(rule, 'jump') || has(rule, 'goto'), has(rule, 'return')];
  if (verdict === undefined && !leads && !returns) return { does: onlyNotes(rule) ? 'nothing' : 'unclear' };
  if (meant === 'unclear') return { does: 'unclear' };
  if (verdict !== undefined)
    return { does: 'decides', verdict, ...(meant === 'everybody' ? {} : { ports: meant }) };
  if (meant !== 'everybody') return { does: 'unclear' };
  return leads ? { does: 'leads', to: targetOf(rule), comesBack: has(rule, 'jump') } : { does: 'returns' };
};

/** Rules in their order, until one of which cannot be said whom it means; `isOver`: nothing behind them is reached. */
interface Read {
  readonly rules: readonly Pick<FirewallRule, 'verdict' | 'ports'>[];
  readonly isUnclear: boolean;
  readonly isOver: boolean;
}

const readRules = (set: Ruleset, chain: Plain, name: unknown, depth: number): Read => {
  const rules: Read['rules'][number][] = [];
  const end = (isOver: boolean, isUnclear = false): Read => ({ rules, isOver, isUnclear });
  for (const rule of set.rules.get(keyOf(chain, name)) ?? []) {
    set.budget.left -= 1;
    if (set.budget.left < 0 || rules.length >= mostRules || depth > deepest) return end(true, true);
    const deed = deedOf(rule);
    switch (deed.does) {
      case 'nothing':
        break;
      case 'unclear':
        return end(true, true);
      case 'returns':
        return end(false);
      case 'decides': {
        const { verdict, ports } = deed;
        if (!ports) return (rules.push({ verdict }), end(true));
        rules.push(...ports.map((range) => ({ verdict, ports: range })));
        break;
      }
      case 'leads': {
        const inner = readRules(set, chain, deed.to, depth + 1);
        rules.push(...inner.rules);
        if (inner.isOver || !deed.comesBack) return end(inner.isOver, inner.isUnclear);
      }
    }
  }
  return end(false);
};

const familiesOf: Readonly<Record<string, readonly Family[]>> = tableOf({ ip: [4], ip6: [6], inet: [4, 6] });

/** iptables keeps its rules in this chain, where it is a face of nftables (xtables-nft(8)). */
const isOfIptables = ({ table, name }: Plain): boolean => table === 'filter' && name === 'INPUT';

/**
 * `nft -sj list ruleset` (libnftables-json(5)): the chains that what comes to this machine goes through, all of them.
 * @param told families whose chain of iptables was read from iptables
 */
export const nftIn = (out: string, told: readonly Family[]): readonly Chain[] | undefined => {
  const set = rulesetIn(out);
  return set?.chains
    .filter(({ hook, type }) => hook === 'input' && type === 'filter')
    .flatMap((chain) => {
      const families = familiesOf[String(chain['family'])] ?? [];
      const { rules, isUnclear } = readRules(set, chain, chain['name'], 0);
      return families
        .filter((family) => !(isOfIptables(chain) && told.includes(family)))
        .map((family) => ({
          family,
          policy: chain['policy'] === 'drop' ? ('deny' as const) : ('allow' as const),
          rules: rules.map((rule) => ({ ...rule, family, isLimited: false })),
          jumps: isUnclear ? 1 : 0,
        }));
    });
};
