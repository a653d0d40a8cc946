import type { Looks, RunningProgram } from './looks.ts';
import type { Seen } from './types.ts';

const counted = (count: number): string => `${count} ${count === 1 ? 'process' : 'processes'}`;

/** The programs that make up the site. */
export const programs = async (looks: Looks): Promise<Seen> => {
  const { programs: running } = await looks.programs();
  const lines = running.map(
    ({ name, software, processes }) => `${name} (${software}): ${counted(processes)}`,
  );
  return {
    lines: ['On this one machine run, for this one site:', ...lines],
    ...(running.length > 0 ? { answer: running.length > 1 ? 'several' : 'one' } : {}),
  };
};

const megabyte = 1024 * 1024;
const megabytes = (bytes: number): string => `${Math.round(bytes / megabyte)} MB`;

const inOrder = (running: readonly RunningProgram[]): readonly (RunningProgram & { memory: number })[] =>
  running
    .flatMap((program) => (program.memory === undefined ? [] : { ...program, memory: program.memory }))
    .toSorted((a, b) => b.memory - a.memory);

/** Who holds how much of the machine's memory while nobody visits. */
export const memory = async (looks: Looks): Promise<Seen> => {
  const seen = await looks.programs();
  const [most, ...others] = inOrder(seen.programs);
  if (!most || others.length < 2) return { lines: ['The system does not say how much memory they hold.'] };
  const lines = [most, ...others].map(({ name, memory: held }) => `${name}: ${megabytes(held)}`);
  return {
    lines: [...lines, `This machine has ${megabytes(seen.memory)} for everything.`],
    answer: most.name,
  };
};
