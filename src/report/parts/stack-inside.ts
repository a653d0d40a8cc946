import { classify } from '../../model/address.ts';
import { backendsOf, listenersAt, mainsOf, passesOf, shownBackend, type Backend } from '../../model/arrow.ts';
import type { ProbeId } from '../../model/evidence.ts';
import type { Link } from '../../model/seen/links.ts';
import type { NginxPass } from '../../model/seen/nginx.ts';
import { serversFor } from '../../model/nginx-names.ts';
import type { Report } from '../../model/report.ts';

/** What travels over an arrow of the picture, and whether it was seen to. */
export interface Travels {
  readonly says: readonly string[];
  readonly seen: boolean;
}

const protocols: Readonly<Record<NginxPass['kind'], string>> = {
  proxy: 'HTTP',
  fastcgi: 'FastCGI',
  uwsgi: 'uwsgi',
  scgi: 'SCGI',
  grpc: 'gRPC',
};

interface Handed {
  readonly protocol: string;
  readonly backend: Backend;
}

const handedOn = ({ evidence: { nginx }, target }: Report): readonly Handed[] => {
  if (!nginx) return [];
  const all = passesOf(serversFor(nginx, target.site.ascii)).flatMap((pass) =>
    backendsOf(nginx, pass).map((backend) => ({ protocol: protocols[pass.kind], backend })),
  );
  const first = new Map(all.toReversed().map((one) => [shownBackend(one.backend), one]));
  return [...first.values()].toReversed();
};

/** Why an arrow behind the web server was not seen. */
const hidden = ({ evidence, unobserved }: Report, probe: ProbeId): Travels => ({
  says: [
    evidence.shell?.state === 'open'
      ? `not seen: ${unobserved[probe] ?? 'not looked at'}`
      : 'not seen from outside',
  ],
  seen: false,
});

/** Listeners of this machine say nothing of another one. */
const isHere = (backend: Backend): boolean =>
  backend.kind === 'unix' || backend.host === 'localhost' || classify(backend.host) === 'loopback';

const endOf = ({ evidence: { listeners } }: Report, { protocol, backend }: Handed): Travels => {
  const to = `${protocol} to ${shownBackend(backend)}`;
  const taking = listenersAt(listeners?.listeners ?? [], backend);
  const [main] = mainsOf(taking);
  if (main) return { says: [`${to}, where ${main.name} (process ${main.pid}) listens`], seen: true };
  if (taking.length > 0) return { says: [`${to}, where a program listens`], seen: true };
  return listeners && isHere(backend)
    ? { says: [`${to}: no process takes connections there`], seen: false }
    : { says: [`${to}, by the configuration; who listens there was not seen`], seen: false };
};

/** To whom the web server hands requests on. */
export const handsOn = (report: Report): Travels => {
  if (!report.evidence.nginx) return hidden(report, 'nginx');
  const ends = handedOn(report).map((one) => endOf(report, one));
  return ends.length === 0
    ? { says: ['nothing is handed on, by the configuration of Nginx'], seen: false }
    : { says: ends.flatMap(({ says }) => says), seen: ends.some(({ seen }) => seen) };
};

/** Which files the program runs. */
export const runsFiles = (report: Report): Travels => {
  const { code } = report.evidence;
  if (!code) return hidden(report, 'code');
  const folders = code.programs.flatMap(({ name, folder }) =>
    folder === undefined ? [] : [`${name} runs the files in ${folder}`],
  );
  return folders.length === 0
    ? { says: ['no program was seen that runs files'], seen: false }
    : { says: folders, seen: true };
};

const shownLink = ({ protocol, to, port }: Link): string => (protocol === 'unix' ? to : `${to}:${port}`);

/** Where the program keeps a connection for its SQL. */
export const asksDatabase = (report: Report): Travels => {
  const { links, listeners } = report.evidence;
  if (!links) return hidden(report, 'links');
  const programs = handedOn(report)
    .flatMap(({ backend }) => listenersAt(listeners?.listeners ?? [], backend))
    .flatMap(({ processes }) => processes);
  const own = links.links.filter(({ pid }) => programs.some((one) => one.pid === pid));
  return own.length === 0
    ? { says: ['SQL: no open connection of the program to a database was seen'], seen: false }
    : {
        says: [...new Set(own.map((link) => `SQL: a connection to ${shownLink(link)} is open`))],
        seen: true,
      };
};
