import { expect, test } from 'vitest';
import { gradeUnits } from '../../src/catalog-grade.ts';
import { grade } from '../../src/grade/grade.ts';

/** Sentences without a heading or a question, and the one weakness that they tell. */

const full = (text: string): readonly string[] =>
  grade(text, gradeUnits).points.flatMap(({ id, mark }) =>
    id.startsWith('C') && mark === 'full' ? [id] : [],
  );

test.each([
  ['We have to restart the app server and in that time visitors get an error.', ['C2']],
  ['When many visitors come at once the server becomes slow.', ['C3']],
  ['If the server crashes, nobody can reach the site.', ['C1']],
  ['Visitors reach the site over the network.', []],
  ['A load balancer distributes the requests to two web servers.', []],
])('%s: %j', (text, ids) => {
  expect(full(text)).toEqual(ids);
});
