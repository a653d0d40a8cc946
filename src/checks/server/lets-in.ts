import { shownEndpoint } from '../../model/address.ts';
import { defineCheck, found, ok, unknown, type Example, type Judgement } from '../../model/check.ts';
import { asIs, change, tcp, together } from '../../model/example.ts';
import { judgedBy } from '../../model/firewall.ts';
import type { FirewallSeen } from '../../model/seen/firewall.ts';
import type { ListenersSeen } from '../../model/seen/listeners.ts';
import { keptOut, type LetsInCause } from '../../model/lets-in.ts';

type Cause = LetsInCause | 'ssh-shut-out';

/** Whoever switches such a firewall on shuts themselves out with the next connection. */
const sshShutOut = ({ ufw }: FirewallSeen, { listeners }: ListenersSeen): Judgement<Cause>[] => {
  const ssh = listeners.find(({ processes }) => processes.some(({ name }) => name === 'sshd'));
  if (!ufw?.isActive || ufw.incoming === 'allow' || ssh?.port === undefined) return [];
  const { port } = ssh;
  const isLetIn = ufw.rules.some(
    ({ verdict, ports }) => verdict === 'allow' && (!ports || (ports.from <= port && port <= ports.to)),
  );
  return isLetIn
    ? []
    : [
        found(
          'ssh-shut-out',
          `port ${port}`,
          `sshd listens on port ${port}, and ufw has no rule that lets it in`,
        ),
      ];
};

const firewall = (patch: Partial<FirewallSeen>): Example =>
  change('firewall', (held) => ({ ...held, ...patch }));

const active = firewall({ ufw: { isActive: true, incoming: 'deny', rules: [] } });

const dropsAll = firewall({ input: [{ family: 4, policy: 'deny', rules: [], jumps: 0 }] });

const dropsInNft = firewall({
  nft: [
    {
      family: 4,
      policy: 'deny',
      rules: [{ verdict: 'allow', family: 4, ports: { from: 22, to: 22 }, isLimited: false }],
      jumps: 0,
    },
  ],
});

/** ufw could be asked, and neither iptables nor nft. */
const unread = change('firewall', ({ command }) => ({
  ufw: { isActive: false, rules: [] },
  input: [],
  command,
}));

/** There are rules, and the first of them says more than ports. */
const unclearInNft = firewall({
  nft: [
    { family: 4, policy: 'deny', rules: [], jumps: 1 },
    { family: 6, policy: 'deny', rules: [], jumps: 1 },
  ],
});

const silent = tcp({ state: 'silent', code: 'ETIMEDOUT' });

/** The site is at an address of the Internet. */
const published: Example = (seen) => ({
  ...tcp({ address: '203.0.113.9' })(seen),
  evidence: {
    ...tcp({ address: '203.0.113.9' })(seen).evidence,
    listeners: {
      ...seen.evidence.listeners,
      listeners: seen.evidence.listeners.listeners.map((one) =>
        one.address === '127.0.0.2' ? { ...one, address: '0.0.0.0' } : one,
      ),
    },
  },
});

const withSsh: Example = (seen) => ({
  ...seen,
  evidence: {
    ...seen.evidence,
    listeners: {
      ...seen.evidence.listeners,
      listeners: [
        ...seen.evidence.listeners.listeners,
        { protocol: 'tcp', address: '0.0.0.0', port: 22, processes: [{ name: 'sshd', pid: 50 }] },
      ],
    },
  },
});

export default defineCheck({
  claim: false,
  needs: ['tcp', 'listeners', 'firewall'],
  uses: ['nginx', 'processes'],
  judge({ tcp: seen, listeners, firewall: wall, ...more }, { target }): Judgement<Cause>[] {
    const shut = keptOut({ tcp: seen, listeners, firewall: wall, ...more }, target);
    const all = [
      ...shut.map(({ attempt, cause, because }) => found<Cause>(cause, shownEndpoint(attempt), because)),
      ...sshShutOut(wall, listeners),
    ];
    if (all.length > 0) return all;
    const isRead = seen.attempts.some((one) => judgedBy(wall, one) !== undefined);
    const isOn = wall.ufw?.isActive
      ? 'ufw is on, and shuts no port of the site'
      : 'no rule of the firewall shuts a port of the site';
    return [
      isRead
        ? ok(target.site.shown, isOn)
        : unknown(
            target.site.shown,
            'the firewall has rules that are not read here',
            'Look on the server: sudo iptables -S, or sudo nft list ruleset',
          ),
    ];
  },
  causes: {
    'ufw-blocks': {
      status: 'broken',
      strength: 'likely',
      restsOn: 'ufw(8), default and allow',
      example: together(silent, active),
    },
    'rule-blocks': { status: 'broken', strength: 'confirmed', example: together(silent, dropsAll) },
    'nft-blocks': { status: 'broken', strength: 'confirmed', example: together(silent, dropsInNft) },
    'blocked-before': {
      status: 'note',
      strength: 'likely',
      restsOn: 'ufw(8); iptables(8); nft(8)',
      example: silent,
    },
    'shut-for-others': { status: 'warn', strength: 'confirmed', example: together(published, dropsAll) },
    'ssh-shut-out': {
      status: 'warn',
      strength: 'likely',
      restsOn: 'ufw(8), default and allow',
      example: together(withSsh, active),
    },
  },
  examples: {
    ok: [asIs],
    unknown: [unread, unclearInNft],
  },
});
