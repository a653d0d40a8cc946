import { canonical, classify, isNeverDialled, type Endpoint } from '../model/address.ts';
import { shellWord } from '../model/command.ts';
import { questionsFor, type Question } from '../model/database.ts';
import { addressesFor } from '../model/dns.ts';
import type { DnsSeen } from '../model/seen/dns.ts';
import type { MysqlAttempt } from '../model/seen/mysql.ts';
import type { Contact, Probe } from '../model/probe.ts';
import type { DbLogin, Target } from '../model/target.ts';
import { since } from '../net/deadline.ts';
import { limits } from '../net/limits.ts';
import type { Heard } from '../net/mysql.ts';
import { forwardCommand, sshCommand, sshForward, sshStream, type SshEnd } from '../net/ssh.ts';
import { connectTcp, connectUnix, type Connection } from '../net/tcp.ts';
import type { World } from './world.ts';

/** A name no server knows: the handshake is finished and the login refused, which does not count as an error of ours. */
const stranger: DbLogin = { user: 'infra-tutor' };

/** A password goes only to a socket of this machine, or through ssh to a server whose key the user's ssh has verified. */
const loginFor = (
  { dbLogin }: Target,
  trusted: boolean,
): { readonly login: DbLogin; readonly asStranger: boolean } =>
  dbLogin && trusted ? { login: dbLogin, asStranger: false } : { login: stranger, asStranger: true };

/** Nothing is asked by who is not the user that was named. */
const asksOf = ({ dbTable }: Target, asStranger: boolean): readonly Question[] =>
  asStranger ? [] : questionsFor(dbTable);

const client = (user: string, { address, port }: Endpoint): string =>
  `mysql -h ${address} -P ${port} -u ${user} -p`;

const direct = async (
  target: Target,
  via: 'site' | 'host',
  endpoint: Endpoint,
  { gate }: World,
): Promise<MysqlAttempt> => {
  const isHere = via === 'host' && classify(endpoint.address) === 'loopback';
  const { login, asStranger } = loginFor(target, isHere);
  const { user } = login;
  const common = { ...endpoint, via, user, asStranger, command: client(user, endpoint) };
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
  return {
    ...common,
    ...(await askMysql(connection.socket, { login, asks: asksOf(target, asStranger) }, gate.signal)),
    ms: since(start),
  };
};

/** ssh reports every failure as 255; that the server itself could not open the port stands only in its words. */
const refusedThere = /^channel \d+: open failed: connect failed: Connection refused$/;

/** What was heard, and what that means when it went through ssh: silence can be that of the way itself. */
const throughWay = (heard: Heard, { gotThere, said, code }: SshEnd): Heard & Pick<MysqlAttempt, 'said'> => {
  if (gotThere || heard.state === 'cut-short') return heard;
  if (said.some((line) => refusedThere.test(line))) return { state: 'refused' };
  const last = said.at(-1);
  return { state: 'way-in-failed', ...(last ? { said: last } : {}), ...(code ? { code } : {}) };
};

const throughSsh = async (
  target: Target,
  destination: string,
  endpoint: Endpoint,
  { gate }: World,
): Promise<MysqlAttempt> => {
  const { login, asStranger } = loginFor(target, true);
  const common = {
    ...endpoint,
    via: 'ssh',
    user: login.user,
    asStranger,
    command: sshCommand(destination, endpoint),
  } as const;
  // The server would go there for us.
  if (isNeverDialled(endpoint.address)) return { ...common, state: 'not-dialled', ms: 0 };
  const { askMysql } = await import('../net/mysql.ts');
  if (gate.signal.aborted) return { ...common, state: 'cut-short', ms: 0 };
  const start = performance.now();
  const { stream, ended } = sshStream(gate, 'mysql', destination, endpoint);
  const heard = await askMysql(
    stream,
    { login, asks: asksOf(target, asStranger) },
    gate.signal,
    limits.ssh.connect + limits.mysql.exchange,
  );
  const ms = since(start);
  return { ...common, ...throughWay(heard, await ended), ms };
};

/**
 * sshd could not connect to the file. It does not say why, nor whether it is allowed to forward files at all (OpenSSH
 * 9.2, measured; SSH_OPEN_CONNECT_FAILED, RFC 4254 §5.1).
 */
const notOpenedThere = /^channel \d+: open failed: connect failed: /;

/** What was heard at a file of the server: on this computer, or through ssh. */
const heardAt = async (
  connection: Connection,
  visit: { readonly login: DbLogin; readonly asks: readonly Question[] },
  { gate }: World,
): Promise<Heard> => {
  if (connection.state !== 'open')
    return { state: connection.state, ...(connection.code ? { code: connection.code } : {}) };
  const { askMysql } = await import('../net/mysql.ts');
  return askMysql(connection.socket, visit, gate.signal);
};

/** A file is the server's own: a password goes there, for nobody else can listen on the way. */
const atSocket = async (target: Target, socket: string, world: World): Promise<MysqlAttempt> => {
  const { ssh, ports } = target;
  const { login, asStranger } = loginFor(target, true);
  const visit = { login, asks: asksOf(target, asStranger) };
  const common = {
    address: '127.0.0.1',
    port: ports.db,
    socket,
    via: ssh === undefined ? 'host' : 'ssh',
    user: login.user,
    asStranger,
    command:
      ssh === undefined ? `mysql -S ${shellWord(socket)} -u ${login.user} -p` : forwardCommand(ssh, socket),
  } as const;
  await import('../net/mysql.ts');
  const start = performance.now();
  if (ssh === undefined) {
    const heard = await heardAt(await connectUnix(world.gate, 'mysql', socket), visit, world);
    return { ...common, ...heard, ms: since(start) };
  }
  const { connection, end } = await sshForward(world.gate, 'mysql', ssh, { socket, port: ports.db });
  const heard = await heardAt(connection, visit, world);
  const ms = since(start);
  const ended = await end();
  const isNotOpened = !ended.gotThere && ended.said.some((line) => notOpenedThere.test(line));
  const seen: Heard = isNotOpened ? { state: 'failed', code: 'NOT_OPENED' } : throughWay(heard, ended);
  return { ...common, ...seen, ms };
};

/** What is done on the way on which the user that was named may log in. */
const handshakePlanned = (target: Target): string => {
  const { login, asStranger } = loginFor(target, true);
  const nothing = login.password ? ', and a statement that does nothing (DO 0)' : '';
  const asked = asStranger
    ? ''
    : `; once logged in, these statements, which only read: ${questionsFor(target.dbTable)
        .map(({ sql }) => sql)
        .join('; ')}`;
  return `one handshake, as ${login.user}${nothing}${asked}`;
};

const behind = ({ dbHost, ports }: Target): Endpoint => ({ address: dbHost ?? '127.0.0.1', port: ports.db });

const fromOutside = (target: Target, dns: DnsSeen | undefined): string[] =>
  addressesFor(target, dns, target.site.ascii, limits.tcp.addresses).filter(
    (address) => target.ssh !== undefined || canonical(address) !== canonical(target.dbHost ?? ''),
  );

export default {
  vantage: 'outside',
  isReserved: true,
  // After `tcp`: what is loaded here would be seen in the time of its connections.
  needs: ['dns', 'tcp'],
  plan(target) {
    const { site, ports, dbHost, dbSocket, ssh } = target;
    const contacts: Contact[] = [
      {
        probe: 'mysql',
        protocol: 'tcp',
        to: `each address of ${site.shown}`,
        port: ports.db,
        why: 'is the database open to the world? One login as a stranger if it is',
      },
    ];
    const login = handshakePlanned(target);
    if (ssh)
      contacts.push({
        probe: 'mysql',
        protocol: 'ssh',
        to: dbSocket ?? `${behind(target).address} as ${ssh} sees it`,
        address: ssh,
        port: ports.db,
        command: dbSocket === undefined ? sshCommand(ssh, behind(target)) : forwardCommand(ssh, dbSocket),
        why: login,
        beyondReach: true,
      });
    else if (dbSocket !== undefined)
      contacts.push({
        probe: 'mysql',
        protocol: 'unix',
        to: 'the file of the database',
        address: dbSocket,
        port: 0,
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
    const { ssh, dbHost, dbSocket } = target;
    const outside = fromOutside(target, dns).map((address) =>
      direct(target, 'site', { address, port: target.ports.db }, world),
    );
    const inside = dbSocket
      ? [atSocket(target, dbSocket, world)]
      : ssh
        ? [throughSsh(target, ssh, behind(target), world)]
        : dbHost
          ? [direct(target, 'host', behind(target), world)]
          : [];
    const attempts = await Promise.all([...inside, ...outside]);
    return attempts.length > 0 ? { attempts } : { unobserved: 'no address is known', blockedBy: 'dns' };
  },
} satisfies Probe<'mysql', 'dns' | 'tcp', World>;
