import { existsSync } from 'node:fs';
import type { Config } from './config.ts';
import { textFile } from './values.ts';

const file = 'infra-tutor.yaml';

/** The settings of the working directory; none, and no YAML parser loaded, when there is no file. */
export const workingDirectoryConfig = async (): Promise<Config> => {
  if (!existsSync(file)) return {};
  const { readConfig } = await import('./config.ts');
  return readConfig(textFile('the settings in', file), file);
};
