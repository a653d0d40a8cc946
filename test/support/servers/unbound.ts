import { freePort } from '../../../src/lab/ports.ts';
import type { Endpoint } from '../../../src/model/address.ts';
import type { Stage } from '../stage.ts';
import { loopback } from '../target.ts';
import type { Where } from './nsd.ts';
import { program } from './program.ts';
import { again, folder, readyWhen, start } from './run.ts';

export interface Unbound {
  /** Zone → the name server that it is asked from. Other names are refused. */
  readonly stubs?: Readonly<Record<string, Endpoint>>;
  /** Every other name is looked up from the root, by the addresses of the real root servers; in a namespace only. */
  readonly fromRoot?: boolean;
  /** More lines of the `server:` clause (unbound.conf(5)). */
  readonly server?: readonly string[];
}

const conf = (
  path: string,
  { address, port }: Endpoint,
  { stubs = {}, fromRoot = false, server = [] }: Unbound,
): string => `server:
  interface: ${address}@${port}
  port: ${port}
  directory: "${path}"
  chroot: ""
  username: ""
  pidfile: ""
  use-syslog: no
  logfile: ""
  do-daemonize: no
  num-threads: 1
  access-control: 0.0.0.0/0 allow
  do-not-query-localhost: no
  module-config: "validator iterator"
  ede: yes
${fromRoot ? '' : '  local-zone: "." refuse'}
${server.map((line) => `  ${line}`).join('\n')}
remote-control:
  control-enable: no
${Object.entries(stubs)
  .map(([zone, stub]) => `stub-zone:\n  name: "${zone}"\n  stub-addr: ${stub.address}@${stub.port}`)
  .join('\n')}
`;

/** NLnet Labs' resolver, which looks up what lies in its stub zones and refuses every other name. */
export const unbound = async (
  stage: Stage,
  what: Unbound,
  { address = loopback, port, enter = [] }: Where = {},
): Promise<Endpoint> => {
  if (what.fromRoot && enter.length === 0) throw new Error('from the root only in a namespace');
  const command = await program('unbound');
  return again(async () => {
    const endpoint = { address, port: port ?? (await freePort([address])) };
    const home = await folder(stage);
    const local = Object.keys(what.stubs ?? {}).map((zone) => `local-zone: "${zone}" transparent`);
    const server = [...local, ...(what.server ?? [])];
    const config = await home.write('unbound.conf', conf(home.path, endpoint, { ...what, server }));
    const child = start(stage, home, [command, '-d', '-c', config], { enter });
    await readyWhen(child, (said) => said.includes('start of service'));
    return endpoint;
  });
};
