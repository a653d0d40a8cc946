import type { DnsExchange } from '../../model/seen/dns.ts';
import { askDns } from '../../net/dns.ts';
import type { AskOf, SeenRecord } from '../../tutor/expect/kind.ts';
import type { Aim, Looker } from './aim.ts';

const nameOf = ({ name }: AskOf<'record'>, { target }: Aim): string => {
  const root = target.site.ascii.replace(/^www\./, '');
  return name === 'root' ? root : `${name}.${root}`;
};

const seenIn = ({ outcome, rcode, answers }: DnsExchange): SeenRecord => {
  const alias = answers.find(({ type }) => type === 'CNAME')?.data;
  return {
    rcode: outcome === 'answer' ? (rcode ?? 'NOERROR') : outcome.toUpperCase(),
    addresses: answers.filter(({ type }) => type === 'A').map(({ data }) => data),
    ...(alias === undefined ? {} : { alias }),
  };
};

const noName = { unseen: 'An address has no records: type the name of your site.' };

export const record: Looker<'record'> = {
  plan: (_ask, { resolver }) =>
    resolver === undefined
      ? []
      : (['udp', 'tcp'] as const).map((protocol) => ({
          probe: 'dns',
          protocol,
          to: 'the resolver',
          ...resolver,
          why: 'the records that the exercise names',
          beyondReach: true,
        })),
  async look(ask, { aim, world }) {
    const { resolver } = aim;
    if (!resolver || aim.target.site.kind === 'address') return noName;
    const name = nameOf(ask, aim);
    return seenIn(
      await askDns(world.gate, { probe: 'dns', server: resolver, name, type: 'A', recursion: true }),
    );
  },
};
