import type { TlsHandshake } from '../model/seen/tls.ts';
import { fetched, newCode, without } from './experiment.ts';
import { crowd, restart } from './measure.ts';
import { programs, memory } from './look-machine.ts';
import { existence, hasAddress, names, records, walk } from './look-names.ts';
import { connection, databasePort, ports } from './look-ports.ts';
import { pageFiles, secondVisit } from './look-visits.ts';
import { LookUnavailable, type Fetched, type Looks, type WithLooks } from './looks.ts';
import type { LookSpec, PageKind, Recordings, Seen } from './types.ts';

const header = (page: Fetched, name: string): string | undefined =>
  page.headers.find(([key]) => key === name.toLowerCase())?.[1];

/** Goes the way of a browser, and stops where a browser has to stop. */
const journey = async (looks: Looks, name: string): Promise<Seen> => {
  const asked = await looks.resolve(name);
  const first = `1. DNS, ${name}: ${records(asked)}`;
  if (!hasAddress(asked))
    return { lines: [first, '2. There is no address, so there is nowhere to connect to.'], answer: 'dns' };
  const dialled = await looks.connect(looks.ports.http);
  const second = `2. ${connection(dialled)}`;
  if (dialled.state !== 'open') return { lines: [first, second], answer: 'server' };
  const page = await looks.fetch(looks.pages.program);
  return { lines: [first, second, `3. GET ${looks.pages.program}: ${fetched(page)}`], answer: 'web' };
};

const day = (time: string | undefined): string => time?.slice(0, 10) ?? 'no date';

const refusal: Readonly<Record<string, string>> = {
  ERR_TLS_CERT_ALTNAME_INVALID: 'the name is not in the list',
  CERT_HAS_EXPIRED: 'it has expired',
  CERT_NOT_YET_VALID: 'it does not count yet',
};

const verdict = ({
  outcome,
  verification,
  code,
}: Pick<TlsHandshake, 'outcome' | 'verification' | 'code'>): string => {
  if (outcome !== 'handshake') return `no handshake (${code ?? outcome})`;
  return verification === 'ok'
    ? 'a browser accepts it'
    : `a browser stops here: ${refusal[verification ?? ''] ?? verification ?? 'not verified'}`;
};

const certificate = async (looks: Looks, name: string): Promise<Seen> => {
  const [own, other] = [await looks.handshake(looks.host), await looks.handshake(name)];
  const [leaf] = own.chain;
  const lines = [
    ...(leaf
      ? [`names: ${leaf.names.join(', ')}`, `valid from ${day(leaf.notBefore)} to ${day(leaf.notAfter)}`]
      : []),
    `asked as ${looks.host}: ${verdict(own)}`,
    `asked as ${name}: ${verdict(other)}`,
  ];
  const healthy = own.outcome === 'handshake' && own.verification === 'ok';
  return { lines, ...(healthy ? { answer: other.verification === 'ok' ? 'accepted' : 'stopped' } : {}) };
};

const headers = async (looks: Looks, name: string): Promise<Seen> => {
  const look = async (
    kind: PageKind,
  ): Promise<{ line: string; value: string | undefined; answered: boolean }> => {
    const page = await looks.fetch(looks.pages[kind]);
    const value = header(page, name);
    const says =
      page.outcome === 'answer'
        ? `${page.status ?? 0}, ${name}: ${value ?? 'no such header'}`
        : fetched(page);
    return { line: `GET ${looks.pages[kind]}: ${says}`, value, answered: page.outcome === 'answer' };
  };
  const [file, made] = [await look('static'), await look('program')];
  const comparable = file.answered && made.answered;
  return {
    lines: [file.line, made.line],
    ...(comparable
      ? { answer: file.value !== undefined && file.value === made.value ? 'same' : 'different' }
      : {}),
  };
};

const perform = (looks: Looks, spec: LookSpec): Promise<Seen> => {
  switch (spec.see) {
    case 'journey':
      return journey(looks, spec.name);
    case 'records':
      return names(looks, spec.name, spec.missing);
    case 'existence':
      return existence(looks, spec.names);
    case 'walk':
      return walk(looks, spec.name);
    case 'programs':
      return programs(looks);
    case 'memory':
      return memory(looks);
    case 'database-port':
      return databasePort(looks);
    case 'second-visit':
      return secondVisit(looks);
    case 'page-files':
      return pageFiles(looks);
    case 'ports':
      return ports(looks);
    case 'certificate':
      return certificate(looks, spec.name);
    case 'headers':
      return headers(looks, spec.header);
    case 'without':
      return without(looks, spec.part, spec.pages);
    case 'new-code':
      return newCode(looks);
    case 'restart':
      return restart(looks, spec.part, spec.page);
    case 'crowd':
      return crowd(looks, spec.page, spec.visitors);
  }
};

/** Under which name what a look saw is kept. */
export const recordingOf = (spec: LookSpec): string => JSON.stringify(spec);

const fromRecording = (spec: LookSpec, recordings: Recordings, unavailable: string): Seen => {
  const kept = recordings[recordingOf(spec)];
  if (!kept) return { lines: [], unavailable };
  const { takenAt, software, ...seen } = kept;
  return { ...seen, unavailable, recorded: { takenAt, software } };
};

/**
 * Looks at the lab that `withLooks` gives. Where none can be had, what was recorded is shown, as such; what cannot be looked
 * at is said, never invented: a lesson goes on.
 */
export const look = async (
  withLooks: WithLooks,
  spec: LookSpec,
  recordings: () => Promise<Recordings> = () => Promise.resolve({}),
): Promise<Seen> => {
  try {
    return await withLooks((looks) => perform(looks, spec));
  } catch (error) {
    if (!(error instanceof LookUnavailable)) throw error;
    return fromRecording(spec, await recordings(), error.message);
  }
};
