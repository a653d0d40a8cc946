import { openProgress } from '../../src/tutor/progress.ts';
import { missed } from '../../src/tutor/record.ts';

/** Started as a process of its own: writes progress `times` times, and says how far it got. */
const [directory = '', times = '1'] = process.argv.slice(2);
const store = openProgress(directory, (sentence) => void process.stdout.write(`! ${sentence}\n`));
for (let done = 0; done < Number(times); done += 1) {
  await store.update((progress) => missed(progress, 'counted', new Date().toISOString()));
  process.stdout.write(store.saved ? '.' : 'x');
}
