import type { DbPlan, DbUserPlan } from '../../plan.ts';
import { errorPacket, okPacket, oneRow } from './wire.ts';

export const version = '0.0.0-infra-tutor-stand-in';

/** What the stand-in remembers: the tables of the site, in memory. */
export interface Memory {
  readonly plan: DbPlan;
  visits: number;
}

/** The payloads of an answer. */
export type Result = readonly Buffer[];

export const refusal = (number: number, state: string, says: string): Result => [
  errorPacket({ number, state, says }),
];

export const done: Result = [okPacket()];

interface Statement {
  readonly form: RegExp;
  readonly needs: DbUserPlan['may'];
  readonly run: (memory: Memory) => Result;
}

/** The statements of the site's program, and what people type first. */
const statements: readonly Statement[] = [
  {
    form: /^update visits set count = count \+ 1$/i,
    needs: 'write',
    run: (memory) => {
      memory.visits += 1;
      return done;
    },
  },
  {
    form: /^select visits\.count, tips\.words from visits join tips /i,
    needs: 'read',
    run: ({ visits, plan: { tips } }) => oneRow({ count: visits, words: tips[visits % tips.length] ?? '' }),
  },
  { form: /^select count from visits$/i, needs: 'read', run: ({ visits }) => oneRow({ count: visits }) },
  { form: /^select 1$/i, needs: 'nothing', run: () => oneRow({ 1: 1 }) },
  {
    form: /^select (version\(\)|@@version)$/i,
    needs: 'nothing',
    run: () => oneRow({ 'version()': version }),
  },
  { form: /^(set|use) /i, needs: 'nothing', run: () => done },
];

const strength = { nothing: 0, read: 1, write: 2 } as const;

/** What the stand-in answers to a statement of this user's. */
export const query = (memory: Memory, user: DbUserPlan, text: string): Result => {
  const plain = text.replace(/;\s*$/, '').replaceAll('`', '').replaceAll(`${memory.plan.schema}.`, '').trim();
  const statement = statements.find(({ form }) => form.test(plain));
  if (!statement)
    return refusal(1235, '42000', 'This stand-in of infra-tutor knows only the statements of the lab.');
  if (strength[user.may] < strength[statement.needs])
    return refusal(1142, '42000', `The account '${user.user}' may not do this.`);
  return statement.run(memory);
};
