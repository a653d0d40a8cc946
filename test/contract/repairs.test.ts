import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checks } from '../../src/catalog.ts';
import { beyond } from '../repair/beyond.ts';

/** Every cause is repaired by its printed steps in exactly one test, or has a reason why that cannot be. */

const folder = 'test/repair';

const repairs = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/^repair\(\s*'([^']+)'/gm)].map(
      ([, path = '']) => ({
        path,
        name: name.replaceAll('\\', '/'),
      }),
    ),
  );

const causes = checks.flatMap(({ id, words }) =>
  Object.entries(words.causes).map(([cause, { fix }]) => ({ path: `${id}/${cause}`, fix })),
);

/** Of one cause, or of all causes of a check. */
const reasonFor = (path: string): string | undefined =>
  beyond[path] ?? beyond[path.split('/').slice(0, 2).join('/')];

test('every cause is repaired once, or has a reason why not', () => {
  const decided = [
    ...repairs.map(({ path }) => path),
    ...causes.flatMap(({ path }) => (reasonFor(path) === undefined ? [] : [path])),
  ];
  expect(decided.toSorted()).toEqual(causes.map(({ path }) => path).toSorted());
});

test('every reason is about a cause or a check that there is', () => {
  const known = new Set([...causes.map(({ path }) => path), ...checks.map(({ id }) => id)]);
  expect(Object.keys(beyond).filter((key) => !known.has(key))).toEqual([]);
});

test('a repair lies where its check does', () => {
  const astray = repairs.filter(
    ({ path, name }) => `${path.split('/').slice(0, 2).join('/')}.test.ts` !== name,
  );
  expect(astray).toEqual([]);
});

/** The simple commands of a line of the shell. */
const commandsIn = (line: string): string[] =>
  [...line.matchAll(/(?:'[^']*'|"[^"]*"|\|(?!\|)|[^'"|&;]|&(?!&))+?(?=\s*(?:&&|\|\||;|\||$))/g)]
    .map(([part]) => part.replace(/^[\s|&;]+/, '').trim())
    .filter((part) => part !== '');

/** Commands that only look, by how they begin. */
const onlyLooks = [
  /^(?:apt-cache|awk|cat|curl|df|dig|du|env|free|grep|head|ls|namei|netstat|nslookup|ps|route print|sort|ssh|ss|tail|top|uniq|wc)\b/,
  /^ip (?:-\w+ )*(?:route (?:show|get)|address(?: show|$))/,
  /^ip6?tables -S$/,
  /^(?:time )?getent\b/,
  /^(?:infra-tutor check|journalctl|resolvectl query|systemctl (?:status|is-active|cat|show|list-units|list-timers))\b/,
  /^(?:nginx -[tT]|apachectl (?:configtest|-S)|sshd -T|php(?:-fpm\S*)? -[imvt]|openssl (?:s_client|x509)|docker ps)/,
  /^(?:venv\/bin\/python manage\.py check\b|python3 -m json\.tool \S+ \/dev\/null$|sh -c 'tail -n \d+ [^';&|>]*'$)/,
  /^(?:certbot certificates|certbot .*--dry-run|fail2ban-client banned|ufw status|nft list ruleset$|date$|timedatectl$)/,
  // Every statement in the quotes only shows.
  /^(?:mysql|mariadb)(?:$| -e (?:'(?:(?:SELECT|SHOW)\b[^;']*;? ?)+'|"(?:(?:SELECT|SHOW)\b[^;"]*;? ?)+")$)/,
];

const changes = (line: string): boolean =>
  commandsIn(line).some((command) => {
    const plain = command.replace(/^sudo /, '');
    return !onlyLooks.some((form) => form.test(plain));
  });

/** Commands that change something and can hurt nobody; every other one has its risk in the words. */
const harmless: readonly (readonly [RegExp, string])[] = [
  [
    /^sudo nginx -t && sudo systemctl reload nginx$/,
    'a wrong line is found before anything changes, and nobody is cut off',
  ],
  [/^sudo cp -aT \/etc\/nginx \/var\/backups\/nginx-before$/, 'it makes a copy'],
  [
    /^sudo apachectl configtest && sudo systemctl reload apache2$/,
    'a wrong line is found before anything changes, and nobody is cut off',
  ],
  [/^openssl genrsa -out new-key\.pem 2048$/, 'it makes a file that no program uses yet'],
  [/^(?:sudo ufw [^&]* && )?sudo ufw allow 80,443\/tcp$/, 'it opens what a web server has to have open'],
  [/^(?:sudo ufw status && )?sudo ufw allow 53(?:\/tcp)?$/, 'it opens what a name server has to have open'],
  [/^(?:sudo nginx -t && )?sudo systemctl (?:enable --now|start) \w+$/, 'it starts what was stopped'],
  [/^sudo systemctl enable \w+$/, 'it starts nothing now'],
  [/^sudo mysql -e 'CREATE DATABASE shop'$/, 'it makes an empty schema'],
  [/^sudo ln -s \S+ \/etc\/nginx\/sites-enabled\/$/, 'Nginx reads it only when it is told to'],
  [/^gunicorn --bind 127\.0\.0\.1:\d+ \w+:\w+$/, 'only the server itself reaches it, until Ctrl-C'],
  [/^sudo apt update && sudo apt install [^&]*$/, 'it adds programs that nobody has started yet'],
  [/^sudo mariadb-admin flush-hosts$/, 'it forgets a count'],
  [/^sudo mysql -e 'TRUNCATE TABLE performance_schema.host_cache'$/, 'it forgets a count'],
];

/** Verbs by which words without a command ask for a change. */
const asksForChange = /\b(?:add|allow|change|choose|delete|enter|put|replace|set|write)\b/i;

describe.each(causes.map(({ path, fix }) => [path, fix] as const))('%s', (_, fix) => {
  test.each(fix.map((step) => [step.say, step] as const))('%s', (say, { run, risk, undo, where, verify }) => {
    expect(['you', 'server']).toContain(where);
    expect(verify).not.toBe('');
    if (run !== undefined && changes(run)) {
      expect(undo, `${run} changes something, and has no undo`).toBeDefined();
      if (!harmless.some(([form]) => form.test(run))) expect(risk, `${run} has no risk`).toBeDefined();
    }
    if (run === undefined && asksForChange.test(say))
      expect(undo, 'it asks for a change, and has no undo').toBeDefined();
  });
});

const runs = causes.flatMap(({ path, fix }) =>
  fix.flatMap(({ run }) => (run === undefined ? [] : [{ path, run }])),
);

test('no command writes a file as somebody who may not', () => {
  expect(runs.filter(({ run }) => /sudo [^|]*>>?\s*\/(?!dev\/null)/.test(run))).toEqual([]);
});

test('no command switches a firewall on: that locks out whoever forgot ssh', () => {
  expect(runs.filter(({ run }) => /ufw (?:--force )?enable/.test(run))).toEqual([]);
});
