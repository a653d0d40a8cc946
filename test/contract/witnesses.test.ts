import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checks } from '../../src/catalog.ts';

/** A cause is shown by a real server in exactly one test, or rests on a manual and says so. */

const folder = 'test/witness';

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.test.ts'),
);

const witnesses = files.flatMap((name) =>
  [...readFileSync(join(folder, name), 'utf8').matchAll(/^witness(?:InNamespace)?\(\s*'([^']+)'/gm)].map(
    ([, path = '']) => ({ path, name: name.replaceAll('\\', '/') }),
  ),
);

const causes = checks.flatMap(({ id, causes: rules }) =>
  Object.entries(rules).map(([cause, { restsOn }]) => ({ path: `${id}/${cause}`, restsOn })),
);

test('every cause has exactly one witness, unless it rests on a manual', () => {
  const witnessed = causes.filter(({ restsOn }) => restsOn === undefined).map(({ path }) => path);
  expect(witnesses.map(({ path }) => path).toSorted()).toEqual(witnessed.toSorted());
});

test('a witness lies where its check does', () => {
  const astray = witnesses.filter(
    ({ path, name }) => `${path.split('/').slice(0, 2).join('/')}.test.ts` !== name,
  );
  expect(astray).toEqual([]);
});
