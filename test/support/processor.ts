/**
 * Milliseconds that this process has worked for so far. Unlike the time of a clock it does not grow while other programs
 * have the processor.
 */
export const workedMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
