/** A supervisor in a process of its own: brings a lab up, says what it is in one line of JSON, stops on SIGTERM. */
import { runningLab, stopRunningLab, sweep } from '../../../src/lab/registry.ts';
import { startStack } from '../../../src/lab/stack.ts';

const say = (value: object): void => void process.stdout.write(`${JSON.stringify(value)}\n`);

const supervise = async (options: object): Promise<void> => {
  const stack = await startStack(options);
  process.on('SIGTERM', () => {
    stack.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
  say({ up: stack.description });
};

const [task = 'up', options = '{}'] = process.argv.slice(2);
try {
  if (task === 'up') await supervise(JSON.parse(options) as object);
  if (task === 'status') say({ running: await runningLab() });
  if (task === 'down') say({ stopped: await stopRunningLab() });
  if (task === 'sweep') say({ swept: await sweep() });
} catch (error) {
  const { name, message, advice } = error as Error & { advice?: string };
  say({ error: { name, message, advice } });
  process.exitCode = 1;
}
