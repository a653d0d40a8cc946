import { checks, probes } from '../catalog.ts';
import { observe, type Observed, type Units } from '../engine/inspect.ts';
import type { Report } from '../model/report.ts';
import type { Target } from '../model/target.ts';
import { createGate, type Gate } from '../net/gate.ts';
import { worldOf, type World } from '../probes/world.ts';
import type { Terminal } from './terminal.ts';
import { tool, userAgent } from './tool.ts';
import { pending, sayWaiting } from './waiting.ts';

/** Who is told of a run while it goes on. */
interface Audience {
  readonly say?: (text: string) => void;
  readonly show?: (report: Report) => void;
}

/** A person at a terminal sees the diagram fill; a pipe hears only what is waited for, on standard error. */
export const audienceOf = async ({ live, screen, err }: Terminal, format: string): Promise<Audience> => {
  if (!live || format !== 'text') return { say: err };
  const [{ sketch }, { cut }] = await Promise.all([
    import('../report/views/sketch.ts'),
    import('../report/parts/lines.ts'),
  ]);
  let [waiting, drawn] = ['', ''];
  const draw = (): void => live.draw(waiting ? `${drawn}\n${waiting}` : drawn);
  return {
    say(line) {
      waiting = cut(line, screen.columns);
      draw();
    },
    show(report) {
      drawn = sketch(report, screen);
      draw();
    },
  };
};

/** All that the catalogue has. */
export const everything: Units<World> = { probes, checks };

interface Looking {
  readonly signal: AbortSignal;
  /** The deadline of the whole run, milliseconds. */
  readonly ms: number;
  readonly audience?: Audience;
  readonly units?: Units<World>;
}

/** Looks at one target under one deadline. */
export const lookAt = async (
  target: Target,
  { signal, ms, audience: { say = () => {}, show = () => {} } = {}, units = everything }: Looking,
): Promise<Observed> => {
  const ended = new AbortController();
  const end = (): void => ended.abort(signal.aborted ? signal.reason : 'deadline');
  const timer = setTimeout(end, ms);
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  let latest: Report | undefined;
  let gate: Gate | undefined;
  const quiet = sayWaiting(
    say,
    () =>
      pending(
        latest,
        units.probes.map(({ id }) => id),
      ),
    ms,
  );
  try {
    return await observe<World>(target, {
      ...units,
      tool,
      now: new Date(),
      signal: ended.signal,
      world: (plan) => {
        gate = createGate(target, plan, ended.signal);
        return worldOf(gate, userAgent);
      },
      onReport: (report) => {
        latest = report;
        show(report);
      },
    });
  } finally {
    gate?.close();
    quiet();
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
};
