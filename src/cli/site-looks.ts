import type { Contact } from '../model/probe.ts';
import { shownEndpoint } from '../model/address.ts';
import type { Target } from '../model/target.ts';
import { createGate } from '../net/gate.ts';
import dns from '../probes/dns.ts';
import { LookUnavailable, type Looks, type WithLooks } from '../tutor/looks.ts';
import { networkLooks } from './network-looks.ts';

const why = 'a look of a lesson at your site';

const planFor = (target: Target): Contact[] => [
  ...dns.plan(target),
  ...(
    [
      ['http', target.ports.http],
      ['http', target.ports.https],
      ['tls', target.ports.https],
    ] as const
  ).map(([probe, port]): Contact => {
    return { probe, protocol: 'tcp', to: `the first address of ${target.site.shown}`, port, why };
  }),
];

/** A browser of today asks over https where that works; plain HTTP is the simple stack's way. */
const originOf = async (
  { site, ports }: Target,
  { address, handshake }: Awaited<ReturnType<typeof networkLooks>>,
): Promise<string> => {
  const secured = address === undefined ? undefined : (await handshake(site.ascii)).verification;
  return secured === 'ok'
    ? `https://${shownEndpoint({ address: site.ascii, port: ports.https })}`
    : `http://${shownEndpoint({ address: site.ascii, port: ports.http })}`;
};

const onLabOnly = (): never => {
  throw new LookUnavailable('That is done on a lab only.');
};

/** Looks at the learner's own site: as a visitor sees it, and nothing is changed there. */
export const withSiteLooks =
  (target: Target, signal: AbortSignal): WithLooks =>
  async (use) => {
    const gate = createGate(target, planFor(target), signal);
    try {
      const seen = await networkLooks(gate);
      const { fetchFrom, ...there } = seen;
      const origin = await originOf(target, seen);
      const looks: Looks = {
        ...there,
        fetch: (path) => fetchFrom(origin, path),
        pages: { static: '/', program: '/', data: '/' },
        programs: onLabOnly,
        stopPart: onLabOnly,
        startPart: onLabOnly,
        changeCode: onLabOnly,
      };
      return await use(looks);
    } finally {
      gate.close();
    }
  };
