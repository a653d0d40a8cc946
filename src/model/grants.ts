import type { DatabaseGrant } from './seen/mysql.ts';

/** A word of a line of SHOW GRANTS: a name in quotes (doubled inside), a mark, or what stands between them. */
const word = /`(?:[^`]|``)*`|'(?:[^'\\]|''|\\.)*'|"(?:[^"]|"")*"|[(),.@]|[^\s`'"(),.@]+/g;

const mostLines = 200;
const longest = 4_096;
const mostPrivileges = 64;

const isQuoted = (text: string): boolean => /^[`'"]/.test(text);

const unquoted = (text: string): string => {
  const quote = text[0] ?? '';
  return isQuoted(text) ? text.slice(1, -1).replaceAll(quote + quote, quote) : text;
};

/** `SELECT (a, b), INSERT`: their names, without the columns. */
const privilegesOf = (words: readonly string[]): readonly string[] => {
  let depth = 0;
  const names: string[] = [''];
  for (const one of words) {
    if (one === '(') depth += 1;
    else if (one === ')') depth -= 1;
    else if (depth > 0) continue;
    else if (one === ',') names.push('');
    else names.push(`${names.pop() ?? ''} ${one}`.trim());
  }
  return names.filter((name) => name !== '').slice(0, mostPrivileges);
};

/** What stands behind ON: `*.*`, `schema.*`, or something in a schema. */
const levelOf = (words: readonly string[]): Pick<DatabaseGrant, 'level' | 'schema'> | undefined => {
  const dot = words.indexOf('.');
  const [schema, object] = [words[dot - 1], words[dot + 1]];
  if (dot < 1 || schema === undefined || object === undefined) return undefined;
  if (schema === '*') return { level: 'global' };
  return { level: object === '*' ? 'schema' : 'object', schema: unquoted(schema) };
};

const grantIn = (line: string): DatabaseGrant[] => {
  const words = line.slice(0, longest).match(word) ?? [];
  const [verb, ...rest] = words;
  const isRevoked = verb === 'REVOKE';
  const on = rest.indexOf('ON');
  const to = rest.findIndex((one, at) => at > on && one === (isRevoked ? 'FROM' : 'TO'));
  // A role is given without ON, and PROXY is a right on an account.
  if ((verb !== 'GRANT' && !isRevoked) || on < 0 || to < 0 || rest[0] === 'PROXY') return [];
  const level = levelOf(rest.slice(on + 1, to));
  if (!level) return [];
  return [
    {
      privileges: privilegesOf(rest.slice(0, on)),
      ...level,
      mayGrant: rest.slice(to).join(' ').includes('WITH GRANT OPTION'),
      isRevoked,
    },
  ];
};

/**
 * The answer to SHOW GRANTS, as structure: no account, and no hash of a password (`IDENTIFIED BY PASSWORD '*…'`).
 * REVOKE stands there for partial revokes (MySQL manual, "Privilege Restriction Using Partial Revokes").
 */
export const grantsIn = (lines: readonly string[]): readonly DatabaseGrant[] =>
  lines.slice(0, mostLines).flatMap(grantIn);
