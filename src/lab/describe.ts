import type { LabDescription, PartDescription } from './description.ts';
import type { Parts } from './parts.ts';
import { checkUser, type LabPlan } from './plan.ts';
import { dbFiles } from './services/db/config.ts';
import type { DnsService } from './services/dns/dns.ts';
import type { LabSetting } from './services/service.ts';

/** Where the authority's certificate lies, for programs that want a file. */
export const caFile = (directory: string): string => `${directory}/ca.pem`;

/** Whoever serves the site, its TLS is real: the stand-in's is Node's own. */
const tlsOf = (web: PartDescription | undefined): PartDescription => ({
  part: 'tls',
  software: web?.real ? web.software : `node/${process.versions.node}`,
  real: true,
  state: web?.state ?? 'down',
});

const partsOf = (dns: DnsService, parts: Parts): readonly PartDescription[] => {
  const described = parts.describe();
  return [
    { part: 'dns', software: dns.software, real: dns.real, state: 'up' },
    tlsOf(described.find(({ part }) => part === 'web')),
    ...described,
  ];
};

interface Running {
  readonly dns: DnsService;
  readonly parts: Parts;
  readonly startedAt: Date;
  /** Ids of those that are in force and no secret. */
  readonly faults: readonly string[];
  readonly exercise: string | null;
}

const host = 'www.foobar.com';

/** Also when no block is left for its name: the others are at the same one. */
const siteAddressOf = ({ web: { sites } }: LabPlan): string =>
  (sites.find(({ names }) => names.includes(host)) ?? sites[0])?.address ?? '127.0.0.1';

export const describeLab = (
  { place, ports, passwords, certificates, plan }: LabSetting,
  { dns, parts, startedAt, faults, exercise }: Running,
): LabDescription => {
  const described = partsOf(dns, parts);
  const hasSocket = described.some(({ part, real }) => part === 'db' && real);
  return {
    version: 1,
    ...place.owner,
    startedAt: startedAt.toISOString(),
    directory: place.directory,
    host,
    resolver: dns.resolver,
    roots: dns.roots,
    dnsPort: dns.port,
    ports: { http: ports.http, https: ports.https, db: ports.db },
    siteAddress: siteAddressOf(plan),
    appPort: ports.app,
    ca: certificates.authority.certificate,
    caFile: caFile(place.directory),
    url: `http://www.foobar.localhost:${ports.http}/`,
    dbHost: '127.0.0.1',
    ...(hasSocket ? { dbSocket: dbFiles(place.directory).socket } : {}),
    dbLogin: { user: checkUser, password: passwords.users[checkUser] ?? '', schema: plan.db.schema },
    parts: described,
    faults,
    ...(exercise === null ? {} : { exercise }),
  };
};
