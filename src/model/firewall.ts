import { isIPv6 } from 'node:net';
import type { Endpoint } from './address.ts';
import type { FirewallRule, FirewallSeen, Verdict } from './seen/firewall.ts';
import { tableOf } from './table-of.ts';

type Ufw = NonNullable<FirewallSeen['ufw']>;
type Chain = FirewallSeen['input'][number];

const mostRules = 200;

const verdicts: Readonly<Record<string, Verdict>> = tableOf({
  allow: 'allow',
  limit: 'allow',
  deny: 'deny',
  reject: 'reject',
  ACCEPT: 'allow',
  DROP: 'deny',
  REJECT: 'reject',
});

/** Applications that ufw knows by name (`/etc/ufw/applications.d`), as Debian's packages bring them. */
const applications: Readonly<Record<string, readonly number[]>> = tableOf({
  OpenSSH: [22],
  'Nginx HTTP': [80],
  'Nginx HTTPS': [443],
  'Nginx Full': [80, 443],
  WWW: [80],
  'WWW Secure': [443],
  'WWW Full': [80, 443],
  Apache: [80],
  'Apache Secure': [443],
  'Apache Full': [80, 443],
});

/** `80`, `80,443`, `8000:8010`, the end of a range with it. */
const rangesIn = (text: string): NonNullable<FirewallRule['ports']>[] =>
  text.split(',').flatMap((part) => {
    const [, from, to = from] = /^(\d{1,5})(?::(\d{1,5}))?$/.exec(part) ?? [];
    return from === undefined ? [] : [{ from: Number(from), to: Number(to) }];
  });

/** What a line of ufw is about: every port, these ports over TCP, or (undefined) something else. */
const targetsIn = (to: string): readonly FirewallRule['ports'][] | undefined => {
  if (to === 'Anywhere') return [undefined];
  const named = applications[to];
  if (named) return named.map((port) => ({ from: port, to: port }));
  const [, ports] = /^([\d,:]{1,80})(?:\/tcp)?$/.exec(to.replace(/ \(.{1,40}\)$/, '')) ?? [];
  return ports === undefined ? undefined : rangesIn(ports);
};

/** `80,443/tcp                 ALLOW IN    Anywhere`; the columns are two spaces apart at least. */
const ufwRule = (line: string): FirewallRule[] => {
  const [left = '', action = '', from = ''] = line.trim().split(/ {2,}/);
  const [, word = ''] = /^(ALLOW|LIMIT|DENY|REJECT)(?: IN)?$/.exec(action) ?? [];
  const verdict = verdicts[word.toLowerCase()];
  const isSix = left.endsWith(' (v6)');
  const targets = targetsIn(isSix ? left.slice(0, -5) : left);
  if (!verdict || !targets) return [];
  const isLimited = !/^Anywhere(?: \(v6\))?(?:\s*#.*)?$/.test(from);
  return targets.map((ports) => ({
    verdict,
    family: isSix ? 6 : 4,
    isLimited,
    ...(ports ? { ports } : {}),
  }));
};

/** `ufw status verbose` in the C locale. */
export const ufwIn = (out: string): Ufw | undefined => {
  const lines = out.slice(0, 65_536).split('\n');
  const state = lines
    .find((line) => line.startsWith('Status: '))
    ?.slice(8)
    .trim();
  if (state !== 'active' && state !== 'inactive') return undefined;
  const byDefault = lines.find((line) => line.startsWith('Default: ')) ?? '';
  const [, word = ''] = /^Default: (\w{1,10}) \(incoming\)/.exec(byDefault) ?? [];
  const incoming = verdicts[word];
  return {
    isActive: state === 'active',
    ...(incoming ? { incoming } : {}),
    rules: lines.flatMap(ufwRule).slice(0, mostRules),
  };
};

/** Options of a rule that say nothing about who is meant. */
const plain =
  /^(?:-p tcp|-m (?:tcp|multiport|comment)|--comment (?:"[^"]{0,200}"|\S{1,200})|--reject-with [\w-]{1,40})$/;

const inputRule = (line: string, family: 4 | 6): FirewallRule[] | 'jump' | undefined => {
  const [, conditions = '', to = ''] =
    /^-A INPUT(?: (.{0,1000}?))? -j (\w[\w-]{0,40})(?: --reject-with [\w-]{1,40})?$/.exec(line) ?? [];
  if (to === '') return undefined;
  const verdict = verdicts[to];
  if (!verdict) return 'jump';
  if (/(?:^| )-p (?!tcp\b)/.test(conditions)) return [];
  const parts = conditions.split(/ (?=-)/).filter((part) => part !== '');
  const [, ports] = /(?:^| )--dports? ([\d,:]{1,80})/.exec(conditions) ?? [];
  const isLimited = parts.some((part) => !plain.test(part) && !/^--dports? [\d,:]{1,80}$/.test(part));
  const rule = { verdict, family, isLimited } as const;
  return ports === undefined ? [rule] : rangesIn(ports).map((range) => ({ ...rule, ports: range }));
};

/** `iptables -S INPUT` or `ip6tables -S INPUT`. */
export const inputIn = (out: string, family: 4 | 6): Chain | undefined => {
  const lines = out.slice(0, 65_536).split('\n');
  const policy =
    verdicts[
      lines
        .find((line) => line.startsWith('-P INPUT '))
        ?.slice(9)
        .trim() ?? ''
    ];
  if (!policy) return undefined;
  const read = lines.map((line) => inputRule(line.trim(), family));
  return {
    family,
    policy,
    rules: read.flatMap((one) => (one === 'jump' ? [] : (one ?? []))).slice(0, mostRules),
    jumps: read.filter((one) => one === 'jump').length,
  };
};

const fits = ({ ports }: FirewallRule, port: number): boolean =>
  ports === undefined || (ports.from <= port && port <= ports.to);

const familyOf = ({ address }: Endpoint): 4 | 6 => (isIPv6(address) ? 6 : 4);

/** The first rule that is for everybody and for this port. */
const ruleFor = (rules: readonly FirewallRule[], at: Endpoint): FirewallRule | undefined =>
  rules.find((one) => one.family === familyOf(at) && !one.isLimited && fits(one, at.port));

export interface Judged {
  readonly by: 'ufw' | 'iptables' | 'nftables' | 'nothing';
  readonly verdict: Verdict;
}

/** Undefined when other programs have rules of their own. */
const byIptables = (chain: Chain, at: Endpoint): Judged | undefined => {
  const verdict = ruleFor(chain.rules, at)?.verdict ?? chain.policy;
  if (verdict !== 'allow') return { by: 'iptables', verdict };
  return chain.jumps > 0 ? undefined : { by: 'nothing', verdict };
};

const byNft = (chain: Chain, at: Endpoint): Judged | undefined => {
  const rule = ruleFor(chain.rules, at);
  if (!rule && chain.jumps > 0) return undefined;
  const verdict = rule?.verdict ?? chain.policy;
  return { by: verdict === 'allow' ? 'nothing' : 'nftables', verdict };
};

/** By ufw where it is active, which tells its rules in words of its own, and otherwise by iptables. */
const byTold = ({ ufw, input, nft }: FirewallSeen, at: Endpoint): Judged | undefined => {
  if (ufw?.isActive) return { by: 'ufw', verdict: ruleFor(ufw.rules, at)?.verdict ?? ufw.incoming ?? 'deny' };
  const chain = input.find(({ family }) => family === familyOf(at));
  if (chain) return byIptables(chain, at);
  return nft ? { by: 'nothing', verdict: 'allow' } : undefined;
};

/**
 * What the firewall of the server does with a visitor of this port: whatever one of its chains shuts is shut. Undefined when
 * rules that are not read here have a say.
 */
export const judgedBy = (seen: FirewallSeen, at: Endpoint): Judged | undefined => {
  const chains = (seen.nft ?? []).filter(({ family }) => family === familyOf(at));
  const all = [byTold(seen, at), ...chains.map((chain) => byNft(chain, at))];
  const shut = all.find((one) => one !== undefined && one.verdict !== 'allow');
  return shut ?? (all.includes(undefined) ? undefined : all[0]);
};
