import { defineCheck, found, ok, unknown, type Judgement } from '../../model/check.ts';
import type { DatabaseFacts } from '../../model/seen/mysql.ts';
import { asIs, db, facts, noFacts } from '../../model/example.ts';
import { judgeFacts } from '../../model/facts.ts';

type Cause = 'read-only' | 'super-read-only';

const judgeServer = (subject: string, { settings }: DatabaseFacts): Judgement<Cause> => {
  if (settings?.superReadOnly)
    return found(
      'super-read-only',
      subject,
      'the server takes changes from nobody, not even its administrator (super_read_only is ON)',
    );
  if (settings?.readOnly)
    return found(
      'read-only',
      subject,
      'the server takes no changes from ordinary accounts (read_only is ON)',
    );
  if (settings?.readOnly === undefined)
    return unknown(subject, 'the database did not say whether it takes changes');
  return ok(subject, 'the server takes changes (read_only is OFF)');
};

export default defineCheck({
  claim: false,
  needs: ['mysql'],
  uses: [],
  judge: ({ mysql }, context) =>
    judgeFacts<Cause>(mysql, context, (subject, seen) => [judgeServer(subject, seen)]),
  causes: {
    'read-only': { status: 'warn', strength: 'confirmed', example: facts({ settings: { readOnly: true } }) },
    'super-read-only': {
      status: 'warn',
      strength: 'likely',
      restsOn: 'MySQL 8.4 Reference Manual, 7.1.8 Server System Variables, super_read_only',
      example: facts({ settings: { readOnly: true, superReadOnly: true } }),
    },
  },
  examples: {
    ok: [asIs],
    unknown: [noFacts(), db('host', { facts: { account: 'visitor@127.0.0.1' } })],
  },
});
