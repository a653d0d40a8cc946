import type { LabDescription } from '../lab/description.ts';

/** How one looks at the lab with the tools that every server has. */
export const byHand = ({ host, resolver, ports, caFile }: LabDescription): readonly string[] => [
  `dig @${resolver.address} -p ${resolver.port} ${host} A`,
  `curl --cacert ${caFile} --resolve ${host}:${ports.https}:127.0.0.2 https://${host}:${ports.https}/`,
];
