import { found, unknown, type Judgement } from './check.ts';
import { shellWord } from './command.ts';
import type { ListenersSeen } from './seen/listeners.ts';
import type { MysqlAttempt } from './seen/mysql.ts';
import { isHttpAnswer, serviceSaying } from './service.ts';

/** Why no database greeted. */
export type NoGreetingCause =
  'refused' | 'nobody-at-socket' | 'socket-denied' | 'unreachable' | 'silent' | 'closed' | 'not-mysql';

const whatSpeaks = (firstBytes?: string): string => {
  const service = isHttpAnswer(firstBytes) ? 'a web server' : serviceSaying(firstBytes);
  return service
    ? `${service} answers there, by its first words`
    : 'what answers there speaks another protocol';
};

/** Of a file at which the database was looked for. */
export const atFile = (
  file: string,
  { code }: MysqlAttempt,
  listeners?: ListenersSeen,
): Judgement<NoGreetingCause> | undefined => {
  const isHeard = listeners?.listeners.some(({ address }) => address === file);
  switch (code) {
    case 'ENOENT':
      return found('nobody-at-socket', file, `there is no file ${file} (ENOENT)`);
    case 'ECONNREFUSED':
      return found(
        'nobody-at-socket',
        file,
        `the file ${file} is there, and no program listens at it (ECONNREFUSED)`,
      );
    case 'EACCES':
      return found('socket-denied', file, `${file} may not be used by whoever runs this check (EACCES)`);
    case 'NOT_OPENED':
      return isHeard === false
        ? found(
            'nobody-at-socket',
            file,
            `ssh could not connect to ${file}, and no program on the server listens there`,
            'likely',
          )
        : unknown(
            file,
            `ssh could not connect to ${file}, and does not say why: the file may be missing or closed, or the server forwards no files (AllowStreamLocalForwarding)`,
            `See whether the file is there, and who may use it: sudo namei -l ${shellWord(file)}; sudo sshd -T | grep -i streamlocal`,
          );
    default:
      return undefined;
  }
};

/** A connection that did not come to a greeting, as an attempt to come in. */
export const unanswered = (subject: string, attempt: MysqlAttempt): Judgement<NoGreetingCause> => {
  const { state, code, said } = attempt;
  switch (state) {
    case 'refused':
      return found('refused', subject, `nothing accepts connections at ${subject}`);
    case 'unreachable':
      if (code !== 'EHOSTUNREACH')
        return unknown(subject, `this computer has no way to ${subject} (${code ?? 'no code'})`);
      return found('unreachable', subject, `no way leads to ${subject}: something on it says so (${code})`);
    case 'reset':
    case 'silent':
      return found('silent', subject, `${subject} sends no complete greeting`);
    case 'closed':
      return found('closed', subject, `${subject} closes the connection without a complete greeting`);
    case 'not-mysql':
      return found(
        'not-mysql',
        subject,
        `no database answers at ${subject}: ${whatSpeaks(attempt.firstBytes)}`,
      );
    case 'cut-short':
      return unknown(subject, `${subject} was not waited for: the check was ended first`);
    case 'not-dialled':
      return unknown(subject, `${subject} was not connected to: no site has its database at such an address`);
    case 'way-in-failed':
      return unknown(
        subject,
        said || code
          ? `ssh did not get there${said ? `: ${said}` : ''}${code ? ` (${code})` : ''}`
          : 'nothing came through ssh, which does not say whether it got there',
        'Make the same connection by hand first: ssh USER@HOST',
      );
    default:
      return unknown(
        subject,
        `the connection to ${subject} failed with ${code ?? state}, for which there is no rule yet`,
      );
  }
};
