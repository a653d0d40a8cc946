// Loaded into the program before anything else (node --import): writes down at its end how much memory it ever held and
// how long it lived. The kernel's own mark of this program (VmHWM, proc_pid_status(5)) and not getrusage(2): what that says
// begins with what the parent held when it forked.
import { appendFileSync, readFileSync } from 'node:fs';

const peakKiB = () => Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);

process.on('exit', () =>
  appendFileSync(
    process.env.METER_FILE,
    JSON.stringify({ peakKiB: peakKiB(), lifeMs: Math.round(performance.now()) }),
  ),
);
