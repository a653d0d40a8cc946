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

type Ports = FirewallRule['ports'];

/** What a line of ufw is about: every port, these ports over TCP, nothing over TCP, or (undefined) what is not known. */
const targetsIn = (to: string): readonly Ports[] | undefined => {
  if (to === 'Anywhere') return [undefined];
  const named = applications[to];
  if (named) return named.map((port) => ({ from: port, to: port }));
  const [, ports, protocol] = /^([\d,:]{1,80})(\/\w{1,10})?$/.exec(to.replace(/ \(.{1,60}\)$/, '')) ?? [];
  if (ports === undefined) return undefined;
  return protocol === undefined || protocol === '/tcp' ? rangesIn(ports) : [];
};

/**
 * `80,443/tcp                 ALLOW IN    Anywhere`, `8080/tcp (v6) on eth0`. A name that is too long for its column takes
 * the blanks behind it: `80,443/tcp (Nginx Full (v6)) ALLOW IN    Anywhere (v6)`.
 */
const ufwRule = (line: string): FirewallRule[] => {
  const [, left = '', word = '', way = 'IN', from = ''] =
    /^(\S.{0,200}?) +(ALLOW|LIMIT|DENY|REJECT)(?: (IN|OUT|FWD))? {2,}(\S.{0,200})$/.exec(line.trim()) ?? [];
  const verdict = verdicts[word.toLowerCase()];
  if (!verdict || way !== 'IN') return [];
  const [, place = '', card] = /^(.{1,200}?)(?: on (\S{1,20}))?$/.exec(left) ?? [];
  const family = / \(v6\)\)?$/.test(place) ? 6 : 4;
  const targets = targetsIn(place.replace(/ \(v6\)$/, ''));
  const isLimited = !/^Anywhere(?: \(v6\))?(?:\s*#.*)?$/.test(from);
  const isUnclear = card !== undefined || targets === undefined;
  return (targets ?? [undefined]).map((ports) => ({
    verdict,
    family,
    isLimited,
    ...(isUnclear ? { isUnclear } : {}),
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

/** Whom an option of a rule means: everybody, nobody who comes anew, some by their address, or (`unclear`) who knows. */
type Meant = 'everybody' | 'nobody' | 'some' | 'unclear';

/** iptables(8), iptables-extensions(8). A visitor who comes anew sends SYN alone. */
const options: readonly (readonly [RegExp, Meant | ((words: string) => Meant)])[] = [
  [
    /^-p tcp$|^--dports? [\d,:]{1,80}$|^--syn$|^--tcp-flags (?:FIN,SYN,RST,ACK|SYN,RST,ACK) SYN$/,
    'everybody',
  ],
  [/^-m (?:tcp|multiport|comment|state|conntrack)$/, 'everybody'],
  [/^--comment /, 'everybody'],
  [/^-p |^-i lo$|^--tcp-flags /, 'nobody'],
  [/^--(?:ct)?state [A-Z,]{1,80}$/, (words) => (/\bNEW\b/.test(words) ? 'everybody' : 'nobody')],
  [/^-s /, 'some'],
];

const meantBy = (option: string): Meant => {
  const meant = options.find(([form]) => form.test(option))?.[1] ?? 'unclear';
  return typeof meant === 'string' ? meant : meant(option);
};

/** The options of a rule, each with its values; a comment in quotation marks may hold anything. */
const optionsIn = (conditions: string): readonly string[] =>
  conditions.match(/(?:! )?--?[a-z][\w-]{0,40}(?: (?:"[^"]{0,300}"|(?!-)\S{1,300})){0,3}/gi) ?? [];

interface InputRule {
  readonly conditions: string;
  /** ACCEPT and the like, or the name of a chain. */
  readonly to: string;
}

/** A rule of the chain that does more than to write a log. */
const ruleIn = (line: string): InputRule | undefined => {
  const [, conditions = '', to = ''] =
    /^-A INPUT(?: (.{0,1000}?))? -[jg] (\w[\w-]{0,40})(?: --[\w-]{1,40} .{1,200})?$/.exec(line.trim()) ?? [];
  return to === '' || to === 'LOG' || to === 'NFLOG' ? undefined : { conditions, to };
};

const rulesOf = ({ conditions, to }: InputRule, family: 4 | 6): FirewallRule[] => {
  const meant = new Set(optionsIn(conditions).map(meantBy));
  if (meant.has('nobody')) return [];
  const verdict = verdicts[to];
  const isUnclear = verdict === undefined || meant.has('unclear');
  const [, ports] = /(?:^| )--dports? ([\d,:]{1,80})/.exec(conditions) ?? [];
  const rule = {
    verdict: verdict ?? 'deny',
    family,
    isLimited: meant.has('some'),
    ...(isUnclear ? { isUnclear } : {}),
  } as const;
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
  const read = lines.flatMap((line) => ruleIn(line) ?? []);
  return {
    family,
    policy,
    rules: read.flatMap((rule) => rulesOf(rule, family)).slice(0, mostRules),
    jumps: read.filter(({ to }) => verdicts[to] === undefined).length,
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

/** What the first rule that fits decides, or what holds otherwise; undefined when it is not clear whether it fits. */
const decided = (rules: readonly FirewallRule[], otherwise: Verdict, at: Endpoint): Verdict | undefined => {
  const rule = ruleFor(rules, at);
  return rule?.isUnclear ? undefined : (rule?.verdict ?? otherwise);
};

/** Undefined, too, when the policy lets in what another program's chain may shut. */
const byIptables = ({ rules, policy, jumps }: Chain, at: Endpoint): Judged | undefined => {
  const verdict = decided(rules, policy, at);
  if (verdict === 'allow' && jumps > 0 && !ruleFor(rules, at)) return undefined;
  return verdict && { by: verdict === 'allow' ? 'nothing' : 'iptables', verdict };
};

const byUfw = ({ rules, incoming = 'deny' }: Ufw, at: Endpoint): Judged | undefined => {
  const verdict = decided(rules, incoming, at);
  return verdict && { by: 'ufw', verdict };
};

const byNft = (chain: Chain, at: Endpoint): Judged | undefined => {
  const rule = ruleFor(chain.rules, at);
  if (!rule && chain.jumps > 0) return undefined;
  const verdict = rule?.verdict ?? chain.policy;
  return { by: verdict === 'allow' ? 'nothing' : 'nftables', verdict };
};

/** By ufw where it is active, which tells its rules in words of its own, and otherwise by iptables. */
const byTold = ({ ufw, input, nft }: FirewallSeen, at: Endpoint): Judged | undefined => {
  if (ufw?.isActive) return byUfw(ufw, at);
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
