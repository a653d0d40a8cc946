import { labReach } from '../model/address.ts';
import type { Hop } from '../model/hops.ts';
import type { Site } from '../model/site.ts';
import type { InsideTarget, Target } from '../model/target.ts';
import type { LabDescription } from './description.ts';

/** The lab as something to look at: the same probes and checks as for any other server. */
export const labTarget = (lab: LabDescription, site: Site): Target => ({
  site,
  standsFor: 'lab',
  ports: lab.ports,
  resolver: lab.resolver,
  roots: lab.roots,
  dnsPort: lab.dnsPort,
  ca: lab.ca,
  reach: labReach,
  dbHost: lab.dbHost,
  dbLogin: lab.dbLogin,
  require: [],
  again: '--lab',
  standIns: lab.parts.filter(({ real }) => !real).map(({ part }): Hop => part),
});

/** The lab's servers are programs of this computer, and they have a folder of their own. */
export const labInside = ({ directory, dbSocket }: LabDescription): InsideTarget => ({
  way: 'here',
  sudo: false,
  nginx: { prefix: `${directory}/web`, conf: `${directory}/web/nginx.conf` },
  ...(dbSocket === undefined
    ? {}
    : {
        database: {
          socket: dbSocket,
          client: `${directory}/db/client.cnf`,
          log: `${directory}/db/error.log`,
        },
      }),
  programLog: `${directory}/app/error.log`,
});
