import { isAbsolute, join } from 'node:path';

/**
 * A directory of ours by the XDG base directory specification: below what the variable names, otherwise below the
 * home. Relative paths count as unset.
 */
export const xdgDirectory = (
  variable: string | undefined,
  home: string | undefined,
  fallback: string,
): string | undefined => {
  if (variable && isAbsolute(variable)) return join(variable, 'infra-tutor');
  return home && isAbsolute(home) ? join(home, fallback, 'infra-tutor') : undefined;
};
