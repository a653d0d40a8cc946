import { connectTcp, discard } from '../../net/tcp.ts';
import { noAddress, portOf, type Looker } from './aim.ts';

/** One connection, opened and closed again: only at the ports that the exercise names. */
export const port: Looker<'port'> = {
  plan: ({ port: named }, aim) => [
    {
      probe: 'tcp',
      protocol: 'tcp',
      to: `the first address of ${aim.target.site.shown}`,
      port: portOf(aim, named),
      why: 'does this port take connections?',
    },
  ],
  async look({ port: named }, { aim, world, addressOf }) {
    const address = await addressOf();
    if (address === undefined) return noAddress;
    const connection = await connectTcp(world.gate, { probe: 'tcp', address, port: portOf(aim, named) });
    if (connection.state === 'open') {
      discard(connection.socket);
      return { state: 'open' };
    }
    return { state: connection.state, ...(connection.code ? { code: connection.code } : {}) };
  },
};
