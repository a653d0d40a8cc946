import { readFile, writeFile } from 'node:fs/promises';
import { until } from '../../src/lab/wait.ts';
import type { Target } from '../../src/model/target.ts';

const homeOf = ({ inside }: Target): string => inside?.nginx?.prefix ?? '';

/** In the configuration of a site, this instead of that. Nginx does not know of it yet. */
export const rewritten = async (target: Target, from: string | RegExp, to: string): Promise<void> => {
  const file = `${homeOf(target)}/nginx.conf`;
  const text = await readFile(file, 'utf8');
  const changed = text.replace(from, () => to);
  if (changed === text) throw new Error(`nginx.conf does not hold ${from}:\n${text}`);
  await writeFile(file, changed);
};

/** The same, and Nginx is told to read it; it refuses, and says so in its log. */
export const refusedBy = async (target: Target, from: string | RegExp, to: string): Promise<void> => {
  const home = homeOf(target);
  await rewritten(target, from, to);
  process.kill(Number(await readFile(`${home}/nginx.pid`, 'utf8')), 'SIGHUP');
  const isSaid = await until(async () => (await readFile(`${home}/error.log`, 'utf8')).includes('[emerg]'), {
    ms: 10_000,
  });
  if (!isSaid) throw new Error('Nginx took the configuration');
};
