import { blocked, defineCheck, found, ok, type Judgement } from '../../model/check.ts';
import type { HttpExchange } from '../../model/seen/http.ts';
import { asIs, nginxWrote, page } from '../../model/example.ts';
import { ends } from '../../model/http.ts';
import type { ErrorsSeen } from '../../model/seen/errors.ts';
import { ownErrors } from '../../model/page-errors.ts';
import { roomCause, type RoomCause } from '../../model/room-cause.ts';

type Cause = RoomCause | 'body-too-large';

const judgePage = (answer: HttpExchange, errors: ErrorsSeen, name: string): Judgement<Cause> => {
  const { url, status } = answer;
  const why = roomCause(errors, name, answer);
  if (why) return found(why.cause, url, why.because);
  return ok(url, `${url} came to no limit of Nginx${status === undefined ? '' : ` (${status})`}`);
};

/** 413 (RFC 9110 §15.5.14): nothing of the kind is sent here, so it was a visitor. */
const judgeBodies = (errors: ErrorsSeen, name: string): Judgement<Cause>[] => {
  const last = ownErrors(errors, name).findLast(({ message }) =>
    message.startsWith('client intended to send too large body'),
  );
  return last
    ? [
        found(
          'body-too-large',
          last.request ?? name,
          `a visitor sent more than Nginx takes (${last.request ?? ''}), and was answered 413`,
        ),
      ]
    : [];
};

/** Of several pages the first that was turned away. */
const worst = (all: readonly Judgement<Cause>[]): readonly Judgement<Cause>[] =>
  [all.find(({ cause }) => cause !== undefined) ?? all[0]].filter((one) => one !== undefined);

export default defineCheck({
  claim: false,
  needs: ['http', 'errors'],
  uses: ['app'],
  judge({ http, errors, app }, { target: { site } }): Judgement<Cause>[] {
    const pages = [...ends(http), ...(app?.answers ?? [])];
    if (pages.length === 0) return [blocked(site.shown, 'nothing was asked for', 'server')];
    return [
      ...worst(pages.map((one) => judgePage(one, errors, site.ascii))),
      ...judgeBodies(errors, site.ascii),
    ];
  },
  causes: {
    'rate-limited': {
      status: 'broken',
      strength: 'confirmed',
      example: nginxWrote(503, 'limiting requests, excess: 0.983 by zone "visitors"'),
    },
    'connections-limited': {
      status: 'broken',
      strength: 'likely',
      restsOn: 'nginx, ngx_http_limit_conn_module, limit_conn',
      example: nginxWrote(503, 'limiting connections by zone "addresses"'),
    },
    'connections-used-up': {
      status: 'broken',
      strength: 'likely',
      restsOn: 'nginx, ngx_core_module, worker_connections',
      example: nginxWrote(500, '16 worker_connections are not enough while connecting to upstream'),
    },
    'files-used-up': {
      status: 'broken',
      strength: 'likely',
      restsOn: 'nginx, worker_rlimit_nofile; errno(3), EMFILE',
      example: nginxWrote(500, 'socket() failed (24: Too many open files) while connecting to upstream', {
        errno: 24,
      }),
    },
    'body-too-large': {
      status: 'warn',
      strength: 'confirmed',
      example: nginxWrote(200, 'client intended to send too large body: 2097152 bytes', {
        request: 'POST /photos',
      }),
    },
  },
  examples: {
    ok: [asIs, nginxWrote(200, 'limiting requests, excess: 0.983 by zone "visitors"'), page({ status: 503 })],
  },
});
