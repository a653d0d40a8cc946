import { classify, shownEndpoint } from './address.ts';
import type { TcpAttempt } from './seen/tcp.ts';
import { judgedBy, type Judged } from './firewall.ts';
import type { FirewallSeen } from './seen/firewall.ts';
import { isListenedAt } from './listening.ts';
import { listensReasons, type ListensSeen } from './listens-reasons.ts';
import type { Target } from './target.ts';

export type LetsInCause = 'ufw-blocks' | 'rule-blocks' | 'nft-blocks' | 'blocked-before' | 'shut-for-others';

export interface KeptOut {
  readonly attempt: TcpAttempt;
  readonly cause: LetsInCause;
  readonly because: string;
}

const walls = {
  ufw: { name: 'ufw', cause: 'ufw-blocks' },
  iptables: { name: 'a rule of iptables', cause: 'rule-blocks' },
  nftables: { name: 'a rule of nftables', cause: 'nft-blocks' },
  nothing: { name: 'nothing', cause: 'blocked-before' },
} as const satisfies Readonly<Record<Judged['by'], { readonly name: string; readonly cause: LetsInCause }>>;

const does = ({ by, verdict }: Judged): string =>
  `${walls[by].name} ${verdict === 'reject' ? 'refuses' : 'drops'} what comes there`;

const closedWord = ({ state }: TcpAttempt): string =>
  state === 'refused' ? 'refuses connections' : 'does not answer';

const closedBy = (attempt: TcpAttempt, judged: Judged): KeptOut => {
  const where = shownEndpoint(attempt);
  if (judged.verdict === 'allow')
    return {
      attempt,
      cause: 'blocked-before',
      because: `a program listens at ${where} and the firewall of the server lets visitors in, and yet it ${closedWord(attempt)}`,
    };
  return {
    attempt,
    cause: walls[judged.by].cause,
    because: `a program listens at ${where}, and ${does(judged)}`,
  };
};

/** Ports of the site at which somebody listens, and which a firewall shuts. */
export const keptOut = (
  seen: ListensSeen & { readonly firewall: FirewallSeen },
  target: Target,
): readonly KeptOut[] => {
  const explained = new Set(listensReasons(seen, true, target).map(({ attempt }) => attempt));
  return seen.tcp.attempts.flatMap((attempt): KeptOut[] => {
    if (!isListenedAt(seen.listeners, attempt) || explained.has(attempt)) return [];
    const judged = judgedBy(seen.firewall, attempt);
    if (!judged) return [];
    if (attempt.state === 'refused' || attempt.state === 'silent') return [closedBy(attempt, judged)];
    // What a server asks of itself goes past most rules (iptables(8), -i lo), and never to its firewall in the lab.
    const isOwn = target.inside?.way === 'here' && classify(attempt.address) !== 'loopback';
    return attempt.state === 'open' && isOwn && judged.verdict !== 'allow'
      ? [
          {
            attempt,
            cause: 'shut-for-others',
            because: `this server reaches ${shownEndpoint(attempt)} itself, but ${does(judged)} from elsewhere`,
          },
        ]
      : [];
  });
};
