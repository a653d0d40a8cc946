import { defineCheck, found, ok, unknown, type Judgement } from '../../model/check.ts';
import type { DatabaseFacts, DatabaseGrant } from '../../model/seen/mysql.ts';
import { asIs, db, facts, noFacts, target, together } from '../../model/example.ts';
import { judgeFacts } from '../../model/facts.ts';

type Cause =
  | 'anonymous'
  | 'everything'
  | 'administers'
  | 'reads-files'
  | 'every-schema'
  | 'may-grant'
  | 'from-anywhere'
  | 'no-rights';

/** MySQL 8 writes the rights of which ALL consists, MariaDB and MySQL 5.7 write ALL PRIVILEGES. */
const all: ReadonlySet<string> = new Set(['ALL', 'ALL PRIVILEGES']);
const muchOfAll = ['SELECT', 'INSERT', 'DELETE', 'DROP', 'FILE', 'SHUTDOWN', 'CREATE USER'] as const;

/** With each of these an account can stop the server, change how it works, or become another account. */
const administering: ReadonlySet<string> = new Set([
  'SUPER',
  'SHUTDOWN',
  'CREATE USER',
  // MariaDB
  'SET USER',
  'CONNECTION ADMIN',
  'FEDERATED ADMIN',
  'READ_ONLY ADMIN',
  // MySQL
  'SYSTEM_USER',
  'SYSTEM_VARIABLES_ADMIN',
  'SET_USER_ID',
  'SET_ANY_DEFINER',
  'CONNECTION_ADMIN',
  'ROLE_ADMIN',
]);

/** Rights on what the tables hold and how they are made. */
const onData: ReadonlySet<string> = new Set([
  'SELECT',
  'INSERT',
  'UPDATE',
  'DELETE',
  'CREATE',
  'DROP',
  'ALTER',
  ...all,
]);

const isGlobal = ({ level, isRevoked }: DatabaseGrant): boolean => level === 'global' && !isRevoked;

/** `%`.* is every schema, too. */
const isForEverySchema = (grant: DatabaseGrant): boolean =>
  isGlobal(grant) || (grant.level === 'schema' && grant.schema === '%' && !grant.isRevoked);

const listed = (rights: readonly string[]): string =>
  rights.length > 3 ? `${rights.slice(0, 3).join(', ')} and more` : rights.join(', ');

const means = (grant: DatabaseGrant): boolean =>
  grant.privileges.some((right) => right !== 'USAGE') && !grant.isRevoked;

const judgeGrants = (
  subject: string,
  account: string,
  grants: readonly DatabaseGrant[],
): Judgement<Cause> | undefined => {
  const global = grants.filter(isGlobal).flatMap(({ privileges }) => privileges);
  const has = (right: string): boolean => global.includes(right);
  if (global.some((right) => all.has(right)) || muchOfAll.every(has))
    return found('everything', subject, `${account} may do everything, in every schema`);
  const ruling = global.filter((right) => administering.has(right));
  if (ruling.length > 0)
    return found('administers', subject, `${account} may administer the server (${listed(ruling)})`);
  if (has('FILE'))
    return found('reads-files', subject, `${account} may read and write files of the server (FILE)`);
  const everywhere = grants.filter(isForEverySchema).flatMap(({ privileges }) => privileges);
  const data = everywhere.filter((right) => onData.has(right));
  if (data.length > 0)
    return found('every-schema', subject, `${account} has rights in every schema (${listed(data)} ON *.*)`);
  const giving = grants.find((grant) => grant.mayGrant && means(grant));
  if (giving)
    return found(
      'may-grant',
      subject,
      `${account} may give its rights${giving.schema === undefined ? '' : ` on ${giving.schema}`} to other accounts`,
    );
  return undefined;
};

const judgeAccount = (subject: string, { account, grants, schema }: DatabaseFacts): Judgement<Cause> => {
  if (account === undefined || grants === undefined)
    return unknown(subject, 'the database did not say what the account may do');
  if (account.startsWith('@'))
    return found('anonymous', subject, `the login was accepted by the account without a name (''${account})`);
  const broad = judgeGrants(subject, account, grants);
  if (broad) return broad;
  if (account.endsWith('@%'))
    return found('from-anywhere', subject, `${account} may come from every address (its host is %)`);
  if (schema === undefined && !grants.some(means))
    return found('no-rights', subject, `${account} may log in, and do nothing else`);
  return ok(subject, `${account} has rights only where it needs them`, 'likely');
};

const grant = (privileges: readonly string[], more: Partial<DatabaseGrant> = {}): DatabaseGrant => ({
  privileges,
  level: 'global',
  mayGrant: false,
  isRevoked: false,
  ...more,
});

const onShop = { level: 'schema', schema: 'shop' } as const;

export default defineCheck({
  claim: false,
  needs: ['mysql'],
  uses: [],
  judge({ mysql }, context) {
    // What root may do is no surprise: `db/login` says who is root.
    if (context.target.dbLogin?.user === 'root') return [];
    return judgeFacts<Cause>(mysql, context, (subject, seen) => [judgeAccount(subject, seen)]);
  },
  causes: {
    anonymous: {
      status: 'warn',
      strength: 'confirmed',
      example: facts({ account: '@127.0.0.1', grants: [grant(['USAGE'])] }),
    },
    everything: {
      status: 'warn',
      strength: 'confirmed',
      example: facts({ grants: [grant(['ALL PRIVILEGES'], { mayGrant: true })] }),
    },
    administers: {
      status: 'warn',
      strength: 'confirmed',
      example: facts({ grants: [grant(['PROCESS', 'SUPER']), grant(['SELECT'], onShop)] }),
    },
    'reads-files': {
      status: 'warn',
      strength: 'confirmed',
      example: facts({ grants: [grant(['FILE']), grant(['SELECT'], onShop)] }),
    },
    'every-schema': {
      status: 'warn',
      strength: 'confirmed',
      example: facts({ grants: [grant(['SELECT', 'INSERT'])] }),
    },
    'may-grant': {
      status: 'note',
      strength: 'confirmed',
      example: facts({ grants: [grant(['USAGE']), grant(['SELECT'], { ...onShop, mayGrant: true })] }),
    },
    'from-anywhere': {
      status: 'note',
      strength: 'confirmed',
      example: facts({ account: 'visitor@%' }),
    },
    'no-rights': {
      status: 'warn',
      strength: 'confirmed',
      example: together(target({ dbLogin: { user: 'visitor', password: 'secret' } }), (healthy) => {
        const { attempts } = healthy.evidence.mysql;
        const mysql = {
          attempts: attempts.map((one) =>
            one.facts ? { ...one, facts: { account: 'visitor@localhost', grants: [grant(['USAGE'])] } } : one,
          ),
        };
        return { ...healthy, evidence: { ...healthy.evidence, mysql } };
      }),
    },
  },
  examples: {
    ok: [
      asIs,
      facts({ grants: [grant(['PROCESS']), grant(['SELECT'], onShop)] }),
      facts({ grants: [grant(['ALL PRIVILEGES'], onShop)] }),
      // Given for everything and taken out again for the server's own schema (partial revokes): on the rest it counts.
      facts({ grants: [grant(['USAGE']), grant(['SELECT'], { ...onShop, isRevoked: true })] }),
    ],
    unknown: [
      noFacts(),
      noFacts({ asStranger: true }),
      db('host', { facts: { account: 'visitor@127.0.0.1', refused: [1142] } }),
    ],
  },
});
