import * as v from 'valibot';

export const sentence = v.pipe(v.string(), v.trim(), v.minLength(2));
export const id = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, 'is not an id: small letters, digits, hyphens'),
);
export const unitId = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'is not an id of the form topic/name'),
);
