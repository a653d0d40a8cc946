import type { Report } from '../model/report.ts';
import type { ProbeId } from '../model/evidence.ts';

const what: Readonly<Record<ProbeId, string>> = {
  tester: 'the controls of this computer',
  dns: 'DNS',
  zone: 'the name servers of the site',
  tcp: 'the server to accept a connection',
  tls: 'the TLS handshake',
  http: 'the web server',
  app: 'the page of the program',
  mysql: 'the database',
  shell: 'a shell on the server',
  listeners: 'the open ports of the server',
  nginx: 'the configuration of Nginx',
  processes: 'the programs of the server',
  errors: 'the error log of Nginx',
  served: 'the files that Nginx serves',
  certificates: 'the certificate on the disk of the server',
  code: 'the folder of the program',
  links: 'the connections to the database',
  database: 'the programs of the database',
  accounts: 'the accounts of the database',
  resources: 'the memory and the disks of the server',
  firewall: 'the firewall of the server',
  units: 'the services of the server',
  trace: 'the marked request',
  hang: 'the page that does not come',
  logs: 'the log of the program',
};

/** What a run still waits for, in the order of the diagram. */
export const pending = (report: Report | undefined, all: readonly ProbeId[]): string => {
  const seen = new Set([...Object.keys(report?.evidence ?? {}), ...Object.keys(report?.unobserved ?? {})]);
  return all
    .filter((id) => !seen.has(id))
    .map((id) => what[id])
    .join(', ');
};

/**
 * Says after two seconds, and then every five, what is being waited for and until when.
 * @returns a function that ends it
 */
export const sayWaiting = (
  say: (text: string) => void,
  waitsFor: () => string,
  totalMs: number,
): (() => void) => {
  const started = performance.now();
  const speak = (): void => {
    const left = Math.max(0, Math.ceil((totalMs - (performance.now() - started)) / 1000));
    const open = waitsFor();
    if (open) say(`Waiting for ${open}; at most ${left} s more.`);
  };
  let repeat: NodeJS.Timeout | undefined;
  const first = setTimeout(() => {
    speak();
    repeat = setInterval(speak, 5_000);
  }, 2_000);
  return () => {
    clearTimeout(first);
    clearInterval(repeat);
  };
};
