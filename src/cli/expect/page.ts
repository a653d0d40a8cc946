import { shownEndpoint } from '../../model/address.ts';
import type { HttpExchange } from '../../model/seen/http.ts';
import { askHttp } from '../../net/http.ts';
import type { AskOf, SeenPage, Unseen } from '../../tutor/expect/kind.ts';
import { userAgent } from '../tool.ts';
import { noAddress, portOf, type Aim, type Looker } from './aim.ts';

/** Where programs listen for the web server before them. */
const here = '127.0.0.1';

const portFor = ({ scheme, port }: AskOf<'page'>, aim: Aim): number =>
  port === undefined ? aim.target.ports[scheme] : portOf(aim, port);

const notHere: Unseen = {
  unseen: 'This is asked on the server itself: log in there, and check with --inside.',
};

/** What an exercise sees of an answer, and a card keeps. */
const seenIn = ({ outcome, code, status, headers, body }: HttpExchange): SeenPage => ({
  outcome,
  ...(code === undefined ? {} : { code }),
  ...(status === undefined ? {} : { status }),
  headers,
  body,
});

export const page: Looker<'page'> = {
  plan(ask, aim) {
    if (ask.here && !aim.isHere) return [];
    const where = ask.here
      ? { to: 'this computer', address: here, beyondReach: true }
      : { to: `the first address of ${aim.target.site.shown}` };
    const why = 'the pages that the exercise names';
    return [{ probe: 'http', protocol: 'tcp', ...where, port: portFor(ask, aim), why }];
  },
  async look(ask, { aim, world, addressOf }) {
    if (ask.here && !aim.isHere) return notHere;
    const address = ask.here ? here : await addressOf();
    if (address === undefined) return noAddress;
    const origin = `${ask.scheme}://${shownEndpoint({ address: aim.name, port: portFor(ask, aim) })}`;
    const url = new URL(ask.path, origin);
    return seenIn(await askHttp(world.gate, { probe: 'http', method: ask.method, url, address, userAgent }));
  },
};
