import type { Endpoint } from './address.ts';
import type { Evidence } from './evidence.ts';
import type { HttpExchange } from './seen/http.ts';

/** Where the time of one page went; milliseconds. What was not part of it, or not measured, is absent. */
export interface PhaseTimes extends Endpoint {
  readonly url: string;
  readonly name?: number;
  readonly connection?: number;
  readonly tls?: number;
  /** From the request to the first byte of the answer: what the server thinks about it, and the way there and back. */
  readonly waiting?: number;
  readonly receiving?: number;
}

/** The page on which the visitor ends up at each address, when one came. */
const lastPages = ({ http }: Partial<Evidence>): HttpExchange[] => {
  const ends = (http?.visits ?? []).flatMap(({ end, steps }) => (end === 'answer' ? steps.slice(-1) : []));
  return ends.filter(
    (one, at) => one.outcome === 'answer' && ends.findIndex(({ address }) => address === one.address) === at,
  );
};

const isAt =
  ({ address, port }: Endpoint) =>
  (other: Endpoint): boolean =>
    other.address === address && other.port === port;

const fastest = (times: readonly (number | undefined)[]): number | undefined => {
  const measured = times.filter((ms) => ms !== undefined && ms >= 0) as number[];
  return measured.length > 0 ? Math.min(...measured) : undefined;
};

const between = (from: number | undefined, to: number | undefined): number | undefined =>
  from === undefined || to === undefined ? undefined : to - from;

const nameTime = ({ dns }: Partial<Evidence>, host: string): number | undefined =>
  fastest(
    (dns?.resolver ?? []).filter(({ name, type }) => name === host && type === 'A').map(({ ms }) => ms),
  );

const timesOf = (evidence: Partial<Evidence>, page: HttpExchange): PhaseTimes => {
  const { url, address, port } = page;
  const visits = (evidence.http?.visits ?? []).flatMap(({ steps }) => steps);
  const exchanges = [...visits, ...(evidence.app?.answers ?? [])].filter(isAt(page));
  const same = exchanges.filter((one) => one.url === url && one.outcome === 'answer');
  const connections = (evidence.tcp?.attempts ?? [])
    .filter(isAt(page))
    .filter(({ state }) => state === 'open');
  const phases = {
    name: nameTime(evidence, new URL(url).hostname),
    connection: fastest([
      ...connections.map(({ ms }) => ms),
      ...exchanges.map(({ times }) => times.connected),
    ]),
    tls: fastest(exchanges.map(({ times }) => between(times.connected, times.secured))),
    waiting: fastest(same.map(({ times }) => between(times.secured ?? times.connected, times.firstByte))),
    receiving: fastest(same.map(({ times }) => between(times.firstByte, times.total))),
  };
  const known = Object.entries(phases).filter(([, ms]) => ms !== undefined);
  return { url, address, port, ...(Object.fromEntries(known) as Omit<PhaseTimes, 'url' | keyof Endpoint>) };
};

/**
 * Where the time of the last page went, for each address that showed it. Of what a run measured more than once, the
 * fastest: our own work can only make a measurement longer.
 */
export const phaseTimes = (evidence: Partial<Evidence>): PhaseTimes[] =>
  lastPages(evidence).map((page) => timesOf(evidence, page));
