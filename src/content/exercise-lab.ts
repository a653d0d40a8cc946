import * as v from 'valibot';
import type { ExerciseLab } from '../tutor/types.ts';
import { sentence, unitId } from './text-shape.ts';

const file = v.pipe(
  v.string(),
  v.regex(/^(?:dns|web|app|db)(?:\/\w[\w.-]*)+$/, 'is not a file of the lab, such as web/site.conf'),
);

const edit = v.strictObject({ file, from: v.pipe(v.string(), v.minLength(1)), to: v.string() });

const step = v.union([
  v.strictObject({ edit }),
  v.strictObject({ write: v.strictObject({ file, text: v.string() }) }),
  v.strictObject({ sql: sentence }),
  v.strictObject({ run: sentence }),
  v.strictObject({ reload: v.picklist(['dns', 'web', 'app', 'db']) }),
]);

const steps = v.pipe(v.array(step), v.minLength(1));

/** The block `lab` of an exercise. */
export const labShape: v.GenericSchema<unknown, ExerciseLab> = v.strictObject({
  as: v.optional(v.picklist(['www.foobar.localhost', 'www.foobar.com']), 'www.foobar.localhost'),
  shape: v.strictObject({
    bare: v.exactOptional(v.literal(true)),
    withDatabase: v.exactOptional(v.literal(true)),
    faults: v.exactOptional(v.array(unitId)),
    runtime: v.exactOptional(v.picklist(['node', 'gunicorn', 'php-fpm'])),
    edits: v.exactOptional(v.array(edit)),
  }),
  where: sentence,
  login: v.exactOptional(
    v.strictObject({ user: sentence, password: sentence, schema: v.exactOptional(sentence) }),
  ),
  appPort: v.exactOptional(v.pipe(v.number(), v.integer())),
  solution: steps,
  nearMisses: v.optional(
    v.array(
      v.strictObject({
        name: sentence,
        steps: v.optional(v.array(step), []),
        fails: v.record(v.string(), v.string()),
      }),
    ),
    [],
  ),
});
