import { backendsFor, listenersAt, shownBackend, type Backend } from '../../model/arrow.ts';
import type { Link } from '../../model/seen/links.ts';
import type { Listener } from '../../model/seen/listeners.ts';
import type { Report } from '../../model/report.ts';
import type { Screen } from '../../model/screen.ts';
import { wrapped } from './lines.ts';

const shownLink = ({ protocol, to, port }: Link): string => (protocol === 'unix' ? to : `${to}:${port}`);

const shownProcess = ({ name, pid }: Listener['processes'][number]): string => `${name} (process ${pid})`;

/** One arrow from Nginx: to whom, and from there to the database. */
const arrow = ({ evidence }: Report, backend: Backend): string | undefined => {
  const listeners = listenersAt(evidence.listeners?.listeners ?? [], backend);
  const processes = listeners.flatMap((one) => one.processes).toSorted((a, b) => a.pid - b.pid);
  const [main] = processes;
  if (!main) return undefined;
  const links = (evidence.links?.links ?? []).filter(({ pid }) => processes.some((one) => one.pid === pid));
  const databases = [...new Set(links.map(shownLink))];
  const further =
    databases.length > 0 ? `, which is connected to the database at ${databases.join(' and ')}` : '';
  return `Nginx hands on to ${shownBackend(backend)}, where ${shownProcess(main)} listens${further}`;
};

/** The arrows behind Nginx, as they were seen on the server itself; nothing when there was no shell there. */
export const arrowLines = (report: Report, screen: Screen): string[] => {
  const { evidence, target } = report;
  if (!evidence.nginx) return [];
  const said = backendsFor(evidence.nginx, target.site.ascii).flatMap((one) => arrow(report, one) ?? []);
  return said.length === 0 ? [] : ['', wrapped(`On the server: ${said.join('; ')}.`, screen)];
};
