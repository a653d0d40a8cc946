import { blocked, unknown, type Context, type Judgement } from './check.ts';
import type { DatabaseFacts, MysqlAttempt, MysqlSeen } from './seen/mysql.ts';
import { askedAt, wayIn } from './mysql.ts';

/** Why there is nothing to judge although a login was asked for. */
const nothingSaid = (subject: string, attempt: MysqlAttempt): Judgement<never> => {
  if (attempt.asStranger)
    return unknown(
      subject,
      'nobody logged in: no password goes to a server that was not verified',
      'Ask from the server itself: --ssh USER@HOST',
    );
  if (attempt.state !== 'greeting' || attempt.login?.outcome === 'refused')
    return blocked(subject, 'nobody is logged in to the database', 'db');
  return unknown(subject, 'the database said nothing of itself');
};

/** Judges what the database says of itself to the user that was named; without such a user there is nothing to say. */
export const judgeFacts = <Cause extends string>(
  mysql: MysqlSeen,
  { target }: Pick<Context, 'target'>,
  judge: (subject: string, facts: DatabaseFacts) => readonly Judgement<Cause>[],
): readonly Judgement<Cause>[] => {
  const attempt = wayIn(mysql);
  if (!target.dbLogin || !attempt) return [];
  const subject = askedAt(attempt);
  return attempt.facts ? judge(subject, attempt.facts) : [nothingSaid(subject, attempt)];
};
