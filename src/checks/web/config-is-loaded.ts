import { blocked, defineCheck, found, ok, unknown, type Example, type Judgement } from '../../model/check.ts';
import { asIs, change, together } from '../../model/example.ts';
import type { NginxSeen } from '../../model/seen/nginx.ts';
import { runs } from '../../model/listening.ts';
import { changeOf, refusalCause, standingRefusal, startOf, type RefusalCause } from '../../model/refusals.ts';
import { workersOf } from '../../model/workers.ts';

type Cause = RefusalCause | 'would-not-load' | 'reload-pending';

/** Milliseconds: both times are by the clock of the server, each to a hundredth of a second. */
const slack = 100;

const shownTime = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

const newestFile = (nginx: NginxSeen): string =>
  nginx.files.find(({ changedAt = '' }) => Date.parse(changedAt) === changeOf(nginx))?.path ?? '';

const refused = (message: string, at = '2026/11/20 11:00:00', errno?: number): Example =>
  change('errors', (held) => ({
    ...held,
    refusals: [{ at, level: 'emerg', message, ...(errno === undefined ? {} : { errno }) }],
  }));

const nginx = (patch: Partial<NginxSeen>): Example => change('nginx', (held) => ({ ...held, ...patch }));

const stopped = change('processes', (held) => ({
  ...held,
  processes: held.processes.filter(({ name }) => name !== 'nginx'),
}));

const file = '/etc/nginx/sites-enabled/site';

const cause = (message: string) =>
  ({ status: 'warn', strength: 'confirmed', example: refused(`${message} in ${file}:9`) }) as const;

export default defineCheck({
  claim: false,
  needs: ['nginx'],
  uses: ['errors', 'processes', 'listeners'],
  judge({ nginx: seen, errors, ...running }, { target }): Judgement<Cause>[] {
    const subject = 'the configuration of Nginx';
    const { processes } = running;
    // Why it does not run is told by `server/listens`.
    if (processes && !runs(processes, target)) return [blocked(subject, 'no Nginx runs with it', 'server')];
    const workers = workersOf(running, target);
    const refusal = errors && standingRefusal(errors, seen, workers);
    if (refusal)
      return [
        found(
          refusalCause(refusal),
          subject,
          `Nginx refused its configuration at ${refusal.at}, and nothing has changed since: ${refusal.message}`,
        ),
      ];
    if (seen.mistake) {
      const { file: where, line, said } = seen.mistake;
      return [found('would-not-load', subject, `line ${line} of ${where} is a mistake: ${said}`)];
    }
    const [changed, started] = [changeOf(seen), startOf(workers)];
    if (!Number.isFinite(started)) return [unknown(subject, 'no process of Nginx was seen that has read it')];
    return [
      changed > started + slack
        ? found(
            'reload-pending',
            subject,
            `Nginx read its files at ${shownTime(started)} UTC, and ${newestFile(seen)} was changed at ${shownTime(changed)} UTC`,
          )
        : ok(
            subject,
            `Nginx was started, or read its files again, at ${shownTime(started)} UTC, after the last change`,
          ),
    ];
  },
  causes: {
    'unknown-directive': cause('unknown directive "prox_pass"'),
    'bad-line': cause('invalid number of arguments in "root" directive'),
    'block-open': cause('unexpected end of file, expecting "}"'),
    'upstream-unknown': cause('host not found in upstream "app"'),
    'certificate-missing': cause(
      'cannot load certificate "/etc/ssl/no.pem": BIO_new_file() failed (SSL: error:80000002:system library::No such file or directory)',
    ),
    'key-mismatch': cause(
      'SSL_CTX_use_PrivateKey("/etc/ssl/key.pem") failed (SSL: error:05800074:x509 certificate routines::key values mismatch)',
    ),
    'duplicate-default': cause('a duplicate default server for 0.0.0.0:80'),
    'file-missing': {
      status: 'warn',
      strength: 'confirmed',
      example: refused(
        `open() "/etc/nginx/no.conf" failed (2: No such file or directory) in ${file}:9`,
        undefined,
        2,
      ),
    },
    refused: cause('invalid value "maybe" in "gzip" directive, it must be "on" or "off"'),
    'would-not-load': {
      status: 'warn',
      strength: 'confirmed',
      example: nginx({ mistake: { file, line: 9, said: 'the line of root does not end with a semicolon' } }),
    },
    'reload-pending': {
      status: 'warn',
      strength: 'likely',
      example: nginx({ files: [{ path: file, changedAt: '2026-11-20T11:30:00.000Z' }] }),
    },
  },
  examples: {
    ok: [
      asIs,
      refused(`unknown directive "prox_pass" in ${file}:9`, '2026/11/20 09:00:00'),
      refused('bind() to 0.0.0.0:80 failed (98: Address already in use)'),
    ],
    unknown: [stopped, together(stopped, nginx({ files: [] }))],
  },
});
