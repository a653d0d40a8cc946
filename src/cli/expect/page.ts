import { shownEndpoint } from '../../model/address.ts';
import { askHttp } from '../../net/http.ts';
import type { AskOf } from '../../tutor/expect/kind.ts';
import { userAgent } from '../tool.ts';
import { noAddress, portOf, type Aim, type Looker } from './aim.ts';

/** Where programs listen for the web server before them. */
const here = '127.0.0.1';

const portFor = ({ scheme, port }: AskOf<'page'>, aim: Aim): number =>
  port === undefined ? aim.target.ports[scheme] : portOf(aim, port);

/** A program at a port of its own is asked on the server itself where that is this computer. */
const isAskedHere = ({ port }: AskOf<'page'>, { isHere }: Aim): boolean => port !== undefined && isHere;

export const page: Looker<'page'> = {
  plan: (ask, aim) => [
    {
      probe: 'http',
      protocol: 'tcp',
      to: isAskedHere(ask, aim) ? 'this computer' : `the first address of ${aim.target.site.shown}`,
      port: portFor(ask, aim),
      ...(isAskedHere(ask, aim) ? { address: here, beyondReach: true } : {}),
      why: 'the pages that the exercise names',
    },
  ],
  async look(ask, { aim, world, addressOf }) {
    const address = isAskedHere(ask, aim) ? here : await addressOf();
    if (address === undefined) return noAddress;
    const origin = `${ask.scheme}://${shownEndpoint({ address: aim.name, port: portFor(ask, aim) })}`;
    const url = new URL(ask.path, origin);
    return askHttp(world.gate, { probe: 'http', method: ask.method, url, address, userAgent });
  },
};
