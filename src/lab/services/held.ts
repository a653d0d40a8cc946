import type { Service } from './service.ts';

/** A part that runs inside this process, and ends when it is stopped. */
export const held = (about: Pick<Service, 'software' | 'real'>, close: () => void): Service => {
  let end = (_says: string): void => undefined;
  const ended = new Promise<string>((resolve) => {
    end = resolve;
  });
  const stop = async (): Promise<void> => {
    close();
    end('was stopped');
  };
  return { ...about, ended, stop };
};
