import { inputIn, ufwIn } from '../model/firewall.ts';
import { nftIn } from '../model/nft.ts';
import { isUnobserved, type Probe } from '../model/probe.ts';
import { ask, closedTo, commandsFor, privileged } from '../net/inside.ts';
import type { World } from './world.ts';

const friendly = 'ufw status verbose';
const overIpv4 = 'iptables -S INPUT';
const overIpv6 = 'ip6tables -S INPUT';
const ruleset = 'nft -sj list ruleset';

export default {
  vantage: 'inside',
  needs: ['shell'],
  plan: (target) =>
    commandsFor(target, 'firewall', [
      [privileged(target, friendly), 'what the firewall lets in, as ufw says it'],
      [privileged(target, overIpv4), 'the same of the system itself, over IPv4'],
      [privileged(target, overIpv6), 'and over IPv6'],
      [privileged(target, ruleset), 'and the rules of nftables'],
    ]),
  async look(target, { shell: seen }, { shell }) {
    const closed = closedTo(target, seen);
    if (closed) return closed;
    const told = await Promise.all(
      [friendly, overIpv4, overIpv6, ruleset].map((template) =>
        ask(shell, 'firewall', { template: privileged(target, template) }),
      ),
    );
    const [ufwSaid = '', four = '', six = '', nftSaid = ''] = told.map((one) =>
      isUnobserved(one) || one.exitCode !== 0 ? '' : one.out,
    );
    const ufw = ufwIn(ufwSaid);
    const input = [inputIn(four, 4), inputIn(six, 6)].flatMap((chain) => chain ?? []);
    const nft = nftIn(
      nftSaid,
      input.map(({ family }) => family),
    );
    if (!ufw && input.length === 0 && !nft)
      return {
        unobserved: `the firewall may not be read by ${seen?.user ?? 'this user'}; --sudo may, where sudo asks for no password`,
      };
    return { ...(ufw ? { ufw } : {}), input, ...(nft ? { nft } : {}), command: `${friendly}; ${overIpv4}` };
  },
} satisfies Probe<'firewall', 'shell', World>;
