import type { NginxMistake } from './seen/nginx.ts';
import type { Directive } from './nginx-directives.ts';

/**
 * How many words each of the most common directives takes at most (nginx.org/en/docs, "Syntax"). None of them opens a
 * block. Where the semicolon of one is forgotten, the next line is taken for more words of it.
 */
const mostWords: Readonly<Record<string, number>> = {
  alias: 1,
  autoindex: 1,
  client_max_body_size: 1,
  default_type: 1,
  fastcgi_pass: 1,
  include: 1,
  index: Infinity,
  listen: Infinity,
  pid: 1,
  proxy_pass: 1,
  proxy_read_timeout: 1,
  proxy_set_header: 2,
  return: 2,
  root: 1,
  server_name: Infinity,
  ssl_certificate: 1,
  ssl_certificate_key: 1,
  try_files: Infinity,
  uwsgi_pass: 1,
  worker_processes: 1,
};

/** What is in other blocks (`map`, `types`, `geo`) is data, and may be called as anything. */
const holdsDirectives = new Set(['http', 'server', 'location', 'if', 'limit_except']);

const mistakeOf = ({ name, words, block, file, line }: Directive): NginxMistake | undefined => {
  const most = Object.hasOwn(mostWords, name) ? mostWords[name] : undefined;
  if (most === undefined) return undefined;
  if (block) return { file, line, said: `the line of ${name} does not end with a semicolon` };
  return words.length > most
    ? {
        file,
        line,
        said: `${name} takes no more than ${most} ${most === 1 ? 'word' : 'words'}, and has ${words.length}`,
      }
    : undefined;
};

/** The first line of a file that has the form of a configuration, and that Nginx would not accept all the same. */
export const mistakeIn = (directives: readonly Directive[]): NginxMistake | undefined => {
  for (const directive of directives) {
    const inner = holdsDirectives.has(directive.name) ? mistakeIn(directive.block ?? []) : undefined;
    const mistake = mistakeOf(directive) ?? inner;
    if (mistake) return mistake;
  }
  return undefined;
};
