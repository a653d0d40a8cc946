import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checks } from '../../src/catalog.ts';
import { faults } from '../../src/catalog-faults.ts';
import { meaning, places } from '../../src/model/hops.ts';

/** What the README counts is counted here again. */

const readme = readFileSync('README.md', 'utf8');

test('the table of what it knows is the catalogue', () => {
  const rows = places.flatMap((place) => {
    const units = checks.filter((check) => check.place === place);
    if (units.length === 0) return [];
    const causes = units.flatMap((check) => Object.values(check.causes));
    const name = place === 'tester' ? 'this computer' : meaning[place].label;
    const witnessed = causes.filter(({ restsOn }) => restsOn === undefined).length;
    return [`| ${name} | ${units.length} | ${causes.length} | ${witnessed} |`.toLowerCase()];
  });
  for (const row of rows) expect(readme.toLowerCase()).toContain(row);
});

test('the table of what other tools say has a row for each cause, and says which were seen', () => {
  const rows = checks.flatMap(({ id, causes }) =>
    Object.entries(causes).map(
      ([cause, { restsOn }]) =>
        `| \`${id}/${cause}\` | ${restsOn === undefined ? 'yes' : 'no, by a manual'} |`,
    ),
  );
  const listed = [...readme.matchAll(/^\| `[a-z]+\/[^|]+\| (?:yes|no, by a manual) \|/gm)].map(
    ([row]) => row,
  );
  expect(listed.toSorted()).toEqual(rows.toSorted());
});

test('the table of what is said to the faults of the lab has a row for each, with what the check says', () => {
  const rows = faults.map(({ id, outside }) =>
    outside === 'nothing'
      ? `| \`${id}\` | nothing |`
      : `| \`${id}\` | \`${outside.finding}/${outside.cause}\` |`,
  );
  const [, table = ''] = /<!-- faults -->(.*)<!-- \/faults -->/s.exec(readme) ?? [];
  const listed = [...table.matchAll(/^\| `[^|]+\| (?:nothing|`[^|`]+`) \|/gm)].map(([row]) => row);
  expect(listed.toSorted()).toEqual(rows.toSorted());
  expect(readme).toContain(`There are ${faults.length} faults`);
});

test('the first two commands are npm start and npm test', () => {
  const commands = [...readme.matchAll(/^(?:npm|infra-tutor) \S+/gm)].map(([command]) => command);
  expect(commands.slice(0, 2)).toEqual(['npm start', 'npm test']);
});

test('every exit code stands in the table', () => {
  for (const code of [0, 1, 2, 3, 4, 70, 130]) expect(readme).toMatch(new RegExp(`^\\| ${code} \\|`, 'm'));
});
