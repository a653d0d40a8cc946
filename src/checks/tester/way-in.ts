import { defineCheck, found, ok, unknown, type Example, type Judgement } from '../../model/check.ts';
import { asIs } from '../../model/example.ts';
import type { ShellSeen } from '../../model/seen/shell.ts';

type Cause =
  | 'permission-denied'
  | 'host-key-unknown'
  | 'host-key-changed'
  | 'refused'
  | 'timed-out'
  | 'name-unknown'
  | 'no-shell'
  | 'sudo-refused';

/** ssh(1) ends with 255 whatever was in its way: only its words tell it. OpenSSH 9.2, in English (LC_ALL=C). */
const words: readonly (readonly [RegExp, Cause])[] = [
  [/^Permission denied|: Permission denied \(|Too many authentication failures/, 'permission-denied'],
  [/REMOTE HOST IDENTIFICATION HAS CHANGED|Host key for \S+ has changed/, 'host-key-changed'],
  [/^Host key verification failed|No \S+ host key is known/, 'host-key-unknown'],
  [/Connection refused/, 'refused'],
  [/timed out/, 'timed-out'],
  [/Could not resolve hostname/, 'name-unknown'],
];

/** Its own failures are 255; every other exit code is that of what ssh got to. */
const causeOf = ({ said = [], code, exitCode }: ShellSeen): Cause | undefined => {
  if (code !== undefined) return undefined;
  if (exitCode !== 255) return 'no-shell';
  return words.find(([pattern]) => said.some((line) => pattern.test(line)))?.[1];
};

const judgeShell = (shell: ShellSeen, subject: string): Judgement<Cause> => {
  const { state, said = [], code, sudo, user } = shell;
  if (state === 'open' && sudo === 'refused')
    return found('sudo-refused', subject, `sudo -n does not work for ${user ?? 'this user'}`);
  if (state === 'open') return ok(subject, `there is a shell of ${user ?? 'a user'} on the server`);
  if (state === 'cut-short')
    return unknown(subject, 'the shell was not waited for: the check was ended first');
  if (state === 'silent') return found('timed-out', subject, 'the shell did not answer in time');
  const cause = causeOf(shell);
  const last = said.at(-1);
  const heard = last === undefined ? 'it gave up without a word' : `it said: ${last.replace(/\.$/, '')}`;
  return cause
    ? found(cause, subject, `there was no shell on the server; ${heard}`)
    : unknown(subject, `there was no shell on the server (${code ?? heard})`);
};

const gaveUp =
  (...said: readonly string[]): Example =>
  (seen) => {
    const { user: _user, clock: _clock, ...shell } = seen.evidence.shell;
    return {
      ...seen,
      target: { ...seen.target, ssh: 'me@server', inside: { way: 'ssh', sudo: false } },
      evidence: { ...seen.evidence, shell: { ...shell, way: 'ssh', state: 'no-shell', exitCode: 255, said } },
    };
  };

const cause = (example: Example, restsOn?: string) =>
  ({ status: 'warn', strength: 'likely', example, ...(restsOn ? { restsOn } : {}) }) as const;

export default defineCheck({
  claim: false,
  needs: ['shell'],
  uses: [],
  judge: ({ shell }, { target }): Judgement<Cause>[] => [judgeShell(shell, target.ssh ?? 'this computer')],
  causes: {
    'permission-denied': cause(gaveUp('me@server: Permission denied (publickey).')),
    'host-key-unknown': cause(
      gaveUp(
        'No ED25519 host key is known for server and you have requested strict checking.',
        'Host key verification failed.',
      ),
    ),
    'host-key-changed': cause(
      gaveUp(
        'Host key for server has changed and you have requested strict checking.',
        'Host key verification failed.',
      ),
    ),
    refused: cause(gaveUp('ssh: connect to host server port 22: Connection refused')),
    'timed-out': cause(
      gaveUp('ssh: connect to host server port 22: Connection timed out'),
      'ssh_config(5), ConnectTimeout',
    ),
    'name-unknown': cause(
      gaveUp('ssh: Could not resolve hostname server: Name or service not known'),
      'getaddrinfo(3), EAI_NONAME, as OpenSSH says it',
    ),
    'no-shell': cause((seen) => {
      const gone = gaveUp('This account is currently not available.')(seen);
      return {
        ...gone,
        evidence: { ...gone.evidence, shell: { ...gone.evidence.shell, exitCode: 1 } },
      };
    }),
    'sudo-refused': {
      status: 'warn',
      strength: 'likely',
      restsOn: 'sudo(8), -n',
      example: (seen) => ({
        ...seen,
        evidence: { ...seen.evidence, shell: { ...seen.evidence.shell, sudo: 'refused' } },
      }),
    },
  },
  examples: {
    ok: [asIs],
    unknown: [
      gaveUp('kex_exchange_identification: Connection closed by remote host'),
      (seen) => ({
        ...seen,
        evidence: { ...seen.evidence, shell: { ...seen.evidence.shell, state: 'cut-short' } },
      }),
    ],
  },
});
