/**
 * A supervisor in a process of its own: brings a lab up, says what it is in one line of JSON, stops on SIGTERM. Asked to
 * `change`, its lab becomes one thing after another from then on.
 */
import { faults } from '../../../src/catalog-faults.ts';
import { healthyPlan } from '../../../src/lab/plan.ts';
import { runningLab, stopRunningLab, sweep } from '../../../src/lab/registry.ts';
import { startStack, type Stack } from '../../../src/lab/stack.ts';

const say = (value: object): void => void process.stdout.write(`${JSON.stringify(value)}\n`);

/** Faults that halt, stop and make anew every part. */
const changing = new Set([
  'db/frozen',
  'web/wrong-upstream-port',
  'db/missing-tmpdir',
  'app/stopped',
  'tls/expired',
]);

const changeForever = async (stack: Stack): Promise<never> => {
  for (;;)
    for (const fault of faults.filter(({ id }) => changing.has(id))) {
      await stack.become(fault.apply(healthyPlan));
      await stack.become({ ...healthyPlan, stopped: ['web', 'app'] });
    }
};

const supervise = async (options: object): Promise<Stack> => {
  const stack = await startStack(options);
  process.on('SIGTERM', () => {
    stack.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
  say({ up: stack.description });
  return stack;
};

const [task = 'up', options = '{}'] = process.argv.slice(2);
try {
  if (task === 'up') await supervise(JSON.parse(options) as object);
  if (task === 'change') await changeForever(await supervise(JSON.parse(options) as object));
  if (task === 'status') say({ running: await runningLab() });
  if (task === 'down') say({ stopped: await stopRunningLab() });
  if (task === 'sweep') say({ swept: await sweep() });
} catch (error) {
  const { name, message, advice } = error as Error & { advice?: string };
  say({ error: { name, message, advice } });
  process.exitCode = 1;
}
