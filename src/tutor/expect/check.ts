import * as v from 'valibot';
import { fail, skipped, success, type Kind } from './kind.ts';

/** A check of the catalogue that has to be ok. */
export interface CheckExpectation {
  readonly id: string;
}

const id = v.pipe(v.string(), v.regex(/^[a-z]+\/[a-z0-9-]+$/, 'is not a check, written like tls/in-date'));

/** Why it is not ok is what the check says itself, cause and all. */
export const check: Kind<'check', CheckExpectation> = {
  see: 'check',
  shape: v.pipe(
    id,
    v.transform((named): CheckExpectation => ({ id: named })),
  ),
  seenShape: v.strictObject({
    status: v.picklist(['ok', 'warn', 'broken', 'unknown', 'blocked', 'skipped', 'error']),
    cause: v.exactOptional(v.string()),
    because: v.optional(v.string(), 'as an example'),
  }),
  asks: ({ id: named }) => [{ see: 'check', id: named }],
  key: ({ id: named }) => `check ${named}`,
  says: ({ id: named }) => `the check ${named} is ok`,
  judge(
    { id: named },
    [
      {
        seen: { status, cause, because },
      },
    ],
  ) {
    if (status === 'ok') return success(because);
    if (status === 'broken' || status === 'warn')
      return fail(
        cause ?? 'not-ok',
        because,
        `What it means and what to do about it: infra-tutor explain ${named}${cause === undefined ? '' : `/${cause}`}`,
      );
    // `blocked`: an earlier box is broken, which is no success either.
    return status === 'blocked'
      ? fail('blocked', because, 'Something before it is broken. See what: infra-tutor check')
      : skipped(`It could not be judged: ${because}.`);
  },
};
