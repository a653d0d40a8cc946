import { defineCheck, found, ok, unknown, type Judgement } from '../../model/check.ts';
import type { DatabaseFacts } from '../../model/seen/mysql.ts';
import { asIs, db, facts, noFacts } from '../../model/example.ts';
import { judgeFacts } from '../../model/facts.ts';

type Cause = 'empty';

/** An account with rights on single tables sees those alone (INFORMATION_SCHEMA, introduction). */
const seesAll = ({ grants = [] }: DatabaseFacts): boolean =>
  grants.some(({ level, privileges }) => level !== 'object' && privileges.some((right) => right !== 'USAGE'));

const judgeSchema = (subject: string, seen: DatabaseFacts): Judgement<Cause> => {
  const { schema, tables } = seen;
  if (schema === undefined || tables === undefined)
    return unknown(subject, 'no schema was named, so none was looked into', 'Name it: --db-name SCHEMA');
  if (tables === 0)
    return found(
      'empty',
      subject,
      `the schema ${schema} is there, and has no table`,
      seesAll(seen) ? 'confirmed' : 'likely',
    );
  return ok(subject, `the schema ${schema} has ${tables} table${tables === 1 ? '' : 's'}`);
};

export default defineCheck({
  claim: false,
  needs: ['mysql'],
  uses: [],
  judge: ({ mysql }, context) =>
    judgeFacts<Cause>(mysql, context, (subject, seen) => [judgeSchema(subject, seen)]),
  causes: {
    empty: { status: 'warn', strength: 'confirmed', example: facts({ tables: 0 }) },
  },
  examples: {
    ok: [asIs],
    unknown: [noFacts(), db('host', { facts: { account: 'visitor@127.0.0.1' } })],
  },
});
