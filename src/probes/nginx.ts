import type { NginxLocation, NginxSeen, NginxServer } from '../model/seen/nginx.ts';
import { structureOf } from '../model/nginx-config.ts';
import { changesIn, filesOf, includesOf, type NginxFiles } from '../model/nginx-files.ts';
import { isUnobserved, type Probe, type Unobserved } from '../model/probe.ts';
import type { Target } from '../model/target.ts';
import { ask, closedTo, commandsFor, notThere, privileged } from '../net/inside.ts';
import type { Shell } from '../net/shell.ts';
import type { World } from './world.ts';

const build = 'nginx -V';

/** Not `nginx -T`: that one makes a file for its process number and opens its logs for writing (ngx_init_cycle). */
const readFor = (target: Target): string =>
  `for file in {files}; do if [ -f "$file" ]; then printf '# configuration file %s:\\n' "$file"; ${privileged(target, 'cat "$file"')}; echo; fi; done`;

/** Of a link its own time and that of its file: either one changes what Nginx would read. */
const changes = "stat -c '%y %n' {files} 2>/dev/null; stat -L -c '%y %n' {files} 2>/dev/null";

/** `--prefix=…`, `--conf-path=…`: where it was built to look (nginx -V). */
const builtWith = (told: string, option: string): string | undefined =>
  new RegExp(` --${option}=(\\S+)`).exec(told)?.[1];

/** Relative paths are those below the prefix. */
const absolute = (path: string, prefix: string): string =>
  path.startsWith('/') ? path : `${prefix.replace(/\/$/, '')}/${path}`;

const isFile = (path: string): boolean =>
  path !== 'off' && path !== 'stderr' && !/^(?:syslog|memory):/.test(path);

/** Files that include files that include files. */
const mostRounds = 5;

const read = async (shell: Shell, target: Target, main: string): Promise<NginxFiles | Unobserved> => {
  const files = new Map<string, string>();
  const asked = new Set<string>();
  let wanted: readonly string[] = [main];
  for (let round = 0; round < mostRounds && wanted.length > 0; round += 1) {
    for (const pattern of wanted) asked.add(pattern);
    const answer = await ask(shell, 'nginx', { template: readFor(target), globs: { files: wanted } });
    if (isUnobserved(answer)) return answer;
    if (answer.cut) return { unobserved: 'the configuration of Nginx is longer than what is read of it' };
    for (const [path, text] of filesOf(answer.out)) files.set(path, text);
    if (!files.has(main)) return { unobserved: `${main} may not be read` };
    wanted = includesOf(files, main).filter((pattern) => !asked.has(pattern));
  }
  return files;
};

/** A path of a block as an absolute one: certificates lie below the folder of the main file (ngx_conf_full_name). */
const located = (server: NginxServer, prefix: string, folder: string): NginxServer => {
  const rooted = <T extends Pick<NginxLocation, 'root'>>(one: T): T =>
    one.root === undefined || one.root.startsWith('$') ? one : { ...one, root: absolute(one.root, prefix) };
  const { certificate } = server;
  return {
    ...rooted(server),
    ...(certificate === undefined ? {} : { certificate: absolute(certificate, folder) }),
    locations: server.locations.map(rooted),
  };
};

const seenIn = (
  target: Target,
  files: NginxFiles,
  main: string,
  told: string,
): Omit<NginxSeen, 'files' | 'command'> => {
  const structure = structureOf(files, main);
  const prefix = target.inside?.nginx?.prefix ?? builtWith(told, 'prefix') ?? '/etc/nginx';
  const byDefault = builtWith(told, 'error-log-path') ?? '/var/log/nginx/error.log';
  const named = structure.errorLogs.length > 0 ? structure.errorLogs : [byDefault];
  const builtInLog = builtWith(told, 'http-log-path') ?? '/var/log/nginx/access.log';
  const number = /nginx version: \S*?\/(\d[\w.]*)/.exec(told)?.[1];
  return {
    ...(number === undefined ? {} : { version: number }),
    ...structure,
    servers: structure.servers.map((one) => located(one, prefix, main.replace(/\/[^/]*$/, ''))),
    errorLogs: named.filter(isFile).map((path) => absolute(path, prefix)),
    accessLogs: structure.accessLogs
      .map((log) => ({ ...log, path: log.path || builtInLog }))
      .filter(({ path }) => isFile(path))
      .map((log) => ({ ...log, path: absolute(log.path, prefix) })),
  };
};

const mostFiles = 200;

const changesOf = async (shell: Shell, files: NginxFiles): Promise<NginxSeen['files']> => {
  const paths = [...files.keys()].slice(0, mostFiles);
  const asked = await ask(shell, 'nginx', { template: changes, globs: { files: paths } });
  const times = isUnobserved(asked) ? new Map<string, string>() : changesIn(asked.out);
  return paths.map((path) => {
    const changedAt = times.get(path);
    return { path, ...(changedAt === undefined ? {} : { changedAt }) };
  });
};

export default {
  vantage: 'inside',
  needs: ['shell'],
  plan: (target) =>
    commandsFor(target, 'nginx', [
      [build, 'which Nginx this is, and where it keeps its files'],
      [readFor(target), 'its configuration, with the files that this includes'],
      [changes, 'when each of these files was changed last'],
    ]),
  async look(target, { shell: seen }, { shell }) {
    const closed = closedTo(target, seen);
    if (closed) return closed;
    const told = await ask(shell, 'nginx', { template: build });
    if (isUnobserved(told)) return told;
    const missing = notThere(told, 'nginx');
    if (missing) return missing;
    const words = `${told.out}\n${told.err}`;
    const main = target.inside?.nginx?.conf ?? builtWith(words, 'conf-path') ?? '/etc/nginx/nginx.conf';
    const files = await read(shell, target, main);
    if (isUnobserved(files)) return files;
    return {
      ...seenIn(target, files, main, words),
      files: await changesOf(shell, files),
      command: `cat ${main}`,
    };
  },
} satisfies Probe<'nginx', 'shell', World>;
