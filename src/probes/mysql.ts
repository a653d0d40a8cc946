import { classify, type Endpoint } from '../model/address.ts';
import { addressesFor } from '../model/dns.ts';
import type { DnsSeen, MysqlAttempt } from '../model/evidence.ts';
import type { Contact, Probe } from '../model/probe.ts';
import type { DbLogin, Target } from '../model/target.ts';
import { since } from '../net/deadline.ts';
import { limits } from '../net/limits.ts';
import { sshArguments, sshStream } from '../net/ssh.ts';
import { connectTcp } from '../net/tcp.ts';
import type { World } from './world.ts';

/** A name no server knows: the handshake is finished and the login refused, which does not count as an error of ours. */
const stranger: DbLogin = { user: 'infra-tutor' };

/** A password goes only to a socket of this machine, or through ssh to a server whose key the user's ssh has verified. */
const loginFor = ({ dbLogin }: Target, trusted: boolean): DbLogin =>
  dbLogin && trusted ? dbLogin : stranger;

const client = (user: string, { address, port }: Endpoint): string =>
  `mysql -h ${address} -P ${port} -u ${user} -p`;

const direct = async (
  target: Target,
  via: 'site' | 'host',
  endpoint: Endpoint,
  { gate }: World,
): Promise<MysqlAttempt> => {
  const login = loginFor(target, via === 'host' && classify(endpoint.address) === 'loopback');
  const common = { ...endpoint, via, user: login.user, command: client(login.user, endpoint) };
  // Loaded before the connection is opened: a server that is greeted late may give up on us.
  const { askMysql } = await import('../net/mysql.ts');
  const start = performance.now();
  const connection = await connectTcp(gate, { probe: 'mysql', ...endpoint });
  if (connection.state !== 'open')
    return {
      ...common,
      state: connection.state,
      ...(connection.code ? { code: connection.code } : {}),
      ms: connection.ms,
    };
  return { ...common, ...(await askMysql(connection.socket, login, gate.signal)), ms: since(start) };
};

/** ssh reports every failure as 255; that the server itself could not open the port stands only in its words. */
const refusedThere = /open failed: connect failed: Connection refused/;

const throughSsh = async (
  target: Target,
  destination: string,
  endpoint: Endpoint,
  { gate }: World,
): Promise<MysqlAttempt> => {
  const login = loginFor(target, true);
  const { askMysql } = await import('../net/mysql.ts');
  const start = performance.now();
  const { stream, ended } = sshStream(gate, 'mysql', destination, endpoint);
  const heard = await askMysql(stream, login, gate.signal, limits.ssh.connect + limits.mysql.exchange);
  const { said, code } = await ended;
  const common = {
    ...endpoint,
    via: 'ssh',
    user: login.user,
    ms: since(start),
    command: `ssh ${sshArguments(destination, endpoint).join(' ')}`,
  } as const;
  if (heard.state !== 'closed' && heard.state !== 'failed') return { ...common, ...heard };
  if (refusedThere.test(said)) return { ...common, state: 'refused' };
  if (said === '' && !code) return { ...common, ...heard };
  const words = said.trim().split('\n').at(-1) ?? '';
  return { ...common, state: 'way-in-failed', said: words, ...(code ? { code } : {}) };
};

const behind = ({ dbHost, ports }: Target): Endpoint => ({ address: dbHost ?? '127.0.0.1', port: ports.db });

const fromOutside = (target: Target, dns: DnsSeen | undefined): string[] =>
  addressesFor(target, dns, target.site.ascii, limits.tcp.addresses).filter(
    (address) => target.ssh !== undefined || address !== target.dbHost,
  );

export default {
  vantage: 'outside',
  // After `tcp`: what is loaded here would be seen in the time of its connections.
  needs: ['dns', 'tcp'],
  plan(target) {
    const { site, ports, dbHost, ssh } = target;
    const contacts: Contact[] = [
      {
        probe: 'mysql',
        protocol: 'tcp',
        to: `each address of ${site.shown}`,
        port: ports.db,
        why: 'is the database open to the world? One login as a stranger if it is',
      },
    ];
    const login = `one handshake, as ${loginFor(target, true).user}`;
    if (ssh)
      contacts.push({
        probe: 'mysql',
        protocol: 'ssh',
        to: `${behind(target).address} as ${ssh} sees it`,
        address: ssh,
        port: ports.db,
        why: login,
        beyondReach: true,
      });
    else if (dbHost)
      contacts.push({
        probe: 'mysql',
        protocol: 'tcp',
        to: 'the database host',
        address: dbHost,
        port: ports.db,
        why: login,
        beyondReach: true,
      });
    return contacts;
  },
  async look(target, { dns }, world) {
    const { ssh, dbHost } = target;
    const outside = fromOutside(target, dns).map((address) =>
      direct(target, 'site', { address, port: target.ports.db }, world),
    );
    const inside = ssh
      ? [throughSsh(target, ssh, behind(target), world)]
      : dbHost
        ? [direct(target, 'host', behind(target), world)]
        : [];
    const attempts = await Promise.all([...inside, ...outside]);
    return attempts.length > 0 ? { attempts } : { unobserved: 'no address is known', blockedBy: 'dns' };
  },
} satisfies Probe<'mysql', 'dns' | 'tcp', World>;
