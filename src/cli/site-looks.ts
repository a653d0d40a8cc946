import type { Contact } from '../model/probe.ts';
import { shownEndpoint } from '../model/address.ts';
import type { Target } from '../model/target.ts';
import { createGate, type Gate } from '../net/gate.ts';
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
const originOf = async (gate: Gate): Promise<string> => {
  const { site, ports } = gate.target;
  const plain = `http://${shownEndpoint({ address: site.ascii, port: ports.http })}`;
  const { handshake, resolve } = await networkLooks(gate, plain);
  if ((await resolve(site.ascii)).answers.length === 0) return plain;
  const { verification } = await handshake(site.ascii);
  return verification === 'ok'
    ? `https://${shownEndpoint({ address: site.ascii, port: ports.https })}`
    : plain;
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
      const looks: Looks = {
        ...(await networkLooks(gate, await originOf(gate))),
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
