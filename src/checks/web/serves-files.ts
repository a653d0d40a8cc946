import { blocked, defineCheck, found, ok, unknown, type Example, type Judgement } from '../../model/check.ts';
import type { HttpExchange } from '../../model/seen/http.ts';
import { asIs, nginxWrote, page, together } from '../../model/example.ts';
import { ends, isNginxOwnPage } from '../../model/http.ts';
import type { NginxSeen } from '../../model/seen/nginx.ts';
import type { PathStep, ServedPath, ServedSeen } from '../../model/seen/served.ts';
import { serversFor } from '../../model/nginx-names.ts';
import { servedCause, type ServedCause, type ServedEvidence } from '../../model/served-cause.ts';

type Cause = ServedCause | 'root-gone';

const isMade = ({ status }: HttpExchange): boolean => status === 403 || status === 404 || status === 500;

const judgePage = (answer: HttpExchange, inside: ServedEvidence, name: string): Judgement<Cause> => {
  const { url, status = 0 } = answer;
  if (!isMade(answer)) return ok(url, `${url} is answered with ${status}`);
  const why = servedCause(inside, name, answer);
  if (why) return found(why.cause, url, why.because);
  return isNginxOwnPage(answer)
    ? unknown(
        url,
        `Nginx itself answers ${status}, and its error log says nothing of it that is known here`,
        'Read the end of the error log: sudo tail -n 20 /var/log/nginx/error.log',
      )
    : ok(url, `${url} is answered with ${status}, and not by Nginx itself`);
};

/** Where everything is handed on, the folder does not matter. */
const servesFrom = (nginx: NginxSeen, name: string, path: string): boolean =>
  serversFor(nginx, name).some(
    ({ root = '', locations }) =>
      (root === path || root === `${path}/`) && locations.some(({ passes }) => passes.length === 0),
  );

const judgeRoots = ({ paths }: ServedSeen, nginx: NginxSeen | undefined, name: string): Judgement<Cause>[] =>
  paths
    .filter(
      (one) => one.why === 'root' && one.end === 'missing' && nginx && servesFrom(nginx, name, one.path),
    )
    .map(({ path }) =>
      found('root-gone', path, `Nginx is told to serve files from ${path}, and that folder is not there`),
    );

const isFirst = ({ subject }: Judgement, at: number, all: readonly Judgement[]): boolean =>
  all.findIndex((one) => one.subject === subject) === at;

const step = (path: string, patch: Partial<PathStep> = {}): PathStep => ({
  path,
  kind: 'folder',
  owner: 'root',
  group: 'root',
  mode: '755',
  ...patch,
});

const serves =
  (...paths: readonly ServedPath[]): Example =>
  (seen) => ({ ...seen, evidence: { ...seen.evidence, served: { ...seen.evidence.served, paths } } });

const file = '/var/www/site/index.html';
const root = ['/', '/var', '/var/www', '/var/www/site'].map((path) => step(path));

const refused = nginxWrote(403, `open() "${file}" failed (13: Permission denied)`, { errno: 13 });

const cause = (example: Example, restsOn?: string) =>
  ({
    status: 'broken',
    strength: restsOn === undefined ? 'confirmed' : 'likely',
    example,
    ...(restsOn === undefined ? {} : { restsOn }),
  }) as const;

export default defineCheck({
  claim: false,
  needs: ['http', 'errors'],
  uses: ['app', 'nginx', 'served'],
  judge({ http, errors, app, nginx, served }, { target: { site } }): Judgement<Cause>[] {
    const pages = [...ends(http), ...(app?.answers ?? [])].filter(({ outcome }) => outcome === 'answer');
    if (pages.length === 0) return [blocked(site.shown, 'no page came back', 'web')];
    const judged = pages
      .map((one) => judgePage(one, { errors, ...(served ? { served } : {}) }, site.ascii))
      .filter(isFirst);
    const isSaid = judged.some((one) => one.cause === 'root-missing');
    return [...judged, ...(served && !isSaid ? judgeRoots(served, nginx, site.ascii) : [])];
  },
  causes: {
    'file-missing': cause(
      nginxWrote(404, `open() "${file}" failed (2: No such file or directory)`, { errno: 2 }),
    ),
    'root-missing': cause(
      together(
        nginxWrote(404, `"${file}" is not found (2: No such file or directory)`, { errno: 2 }),
        serves({ why: 'root', path: '/var/www/site', steps: root.slice(0, 3), end: 'missing' }),
      ),
    ),
    'no-index': cause(nginxWrote(403, 'directory index of "/var/www/site/" is forbidden')),
    'folder-denied': cause(
      together(
        refused,
        serves({
          why: 'file',
          path: file,
          steps: [...root.slice(0, 3), step('/var/www/site', { owner: 'student', mode: '750' }), step(file)],
          end: 'there',
        }),
      ),
    ),
    'file-denied': cause(
      together(
        refused,
        serves({
          why: 'file',
          path: file,
          steps: [...root, step(file, { kind: 'file', mode: '600' })],
          end: 'there',
        }),
      ),
    ),
    denied: cause(refused, 'open(2), EACCES; acl(5)'),
    'by-rule': cause(nginxWrote(403, 'access forbidden by rule')),
    'not-a-folder': cause(nginxWrote(404, `open() "${file}" failed (20: Not a directory)`, { errno: 20 })),
    'link-loop': cause(
      nginxWrote(403, `open() "${file}" failed (40: Too many levels of symbolic links)`, { errno: 40 }),
    ),
    'name-too-long': cause(
      nginxWrote(404, `open() "${file}" failed (36: File name too long)`, { errno: 36 }),
    ),
    cycle: cause(
      nginxWrote(500, 'rewrite or internal redirection cycle while internally redirecting to "/index.html"'),
    ),
    'root-gone': {
      status: 'warn',
      strength: 'confirmed',
      example: (seen) => {
        const { nginx } = seen.evidence;
        const servers = nginx.servers.map((one) => ({
          ...one,
          locations: [...one.locations, { match: '/static/', file: one.file, line: 20, passes: [] }],
        }));
        const gone = serves({ why: 'root', path: '/var/www/site', steps: root.slice(0, 3), end: 'missing' })(
          seen,
        );
        return { ...gone, evidence: { ...gone.evidence, nginx: { ...nginx, servers } } };
      },
    },
  },
  examples: {
    ok: [asIs, page({ status: 404, body: '<h1>Cannot GET /</h1>' })],
    unknown: [nginxWrote(404, 'something that nobody has seen yet')],
  },
});
