import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exercise, type ExerciseWorld } from '../../src/cli/commands/exercise.ts';
import { parseExercise } from '../../src/content/exercise.ts';
import { bareWebPlan, healthyPlan, type LabPlan } from '../../src/lab/plan.ts';
import { startStack } from '../../src/lab/stack.ts';
import { openProgress } from '../../src/tutor/progress.ts';
import type { SeenPage } from '../../src/tutor/types.ts';
import { scripted } from './scripted-terminal.ts';

const file = 'lessons/web/first-server.exercise.md';
const first = parseExercise(file, readFileSync(join(import.meta.dirname, '../..', file), 'utf8'));

const get = (site: URL, path: string, method: string): Promise<SeenPage> =>
  new Promise((resolve) => {
    const options = {
      host: '127.0.0.1',
      port: site.port,
      path,
      method,
      headers: { Host: site.host },
      agent: false,
    };
    const asked = request(options, (answer) => {
      let body = '';
      answer.on('data', (chunk: Buffer) => (body += chunk.toString()));
      const headers = Object.entries(answer.headers).map(([name, value]) => [name, String(value)] as const);
      answer.on('end', () => resolve({ outcome: 'answer', status: answer.statusCode ?? 0, headers, body }));
    });
    asked.once('error', (error: NodeJS.ErrnoException) =>
      resolve({ outcome: 'connect', code: error.code ?? '', headers: [], body: '' }),
    );
    asked.end();
  });

interface Judged {
  readonly passed: boolean;
  readonly requirements: readonly { id: string; status: string; hint?: string }[];
}

const checkOn = async (plan: LabPlan, stopped?: 'web'): Promise<Judged> => {
  await using stack = await startStack({ plan });
  if (stopped) await stack.stopPart(stopped);
  const site = new URL(stack.description.url);
  const world: ExerciseWorld = {
    exercises: [first],
    progress: openProgress(undefined, () => {}),
    withSite: (_, use) =>
      use({
        shown: site.host,
        host: site.hostname,
        isLab: true,
        fetchPage: (path, method) => get(site, path, method),
      }),
    now: () => new Date(0),
  };
  const terminal = scripted(undefined);
  await exercise(terminal, { action: 'check', id: first.id, lab: true, format: 'json' }, world);
  return JSON.parse(terminal.said()) as Judged;
};

const statuses = ({ requirements }: Judged) => requirements.map(({ status }) => status);

describe.skipIf(process.platform === 'win32')('the web-server exercise, on a real server', () => {
  test('is solved by the healthy lab', async () => {
    expect(await checkOn(healthyPlan)).toMatchObject({ passed: true });
  });

  test('is not solved by one without redirect and page for 404', async () => {
    const judged = await checkOn(bareWebPlan);
    expect(statuses(judged)).toEqual(['success', 'success', 'fail', 'fail']);
    expect(judged.requirements[2]?.hint).toContain('does not know this path');
    expect(judged.requirements[3]?.hint).toContain('has built in');
  });

  test('without a web server it sends you to the ports, and skips the rest', async () => {
    const judged = await checkOn(healthyPlan, 'web');
    expect(statuses(judged)).toEqual(['fail', 'skipped', 'skipped', 'skipped']);
    expect(judged.requirements[0]?.hint).toContain('refused');
  });
});
