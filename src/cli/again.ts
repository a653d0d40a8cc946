import { shellWord } from '../model/command.ts';
import type { TargetFlags } from './target.ts';

const words: Readonly<Partial<Record<keyof TargetFlags, string>>> = {
  resolver: '--resolver',
  address: '--address',
  httpPort: '--http-port',
  httpsPort: '--https-port',
  dbPort: '--db-port',
  dbHost: '--db-host',
  dbSocket: '--db-socket',
  dbUser: '--db-user',
  dbName: '--db-name',
  dbPasswordFile: '--db-password-file',
  ca: '--ca',
  path: '--path',
  ssh: '--ssh',
  inside: '--inside',
  sudo: '--sudo',
  trace: '--trace',
  private: '--private',
  public: '--public',
};

/** What was typed behind `check`, without what only chose how to show it: looks at the same target again. */
export const againFor = (typed: string, flags: TargetFlags): string =>
  [
    shellWord(typed),
    ...Object.entries(words).flatMap(([key, option]) => {
      const value = flags[key as keyof TargetFlags];
      if (value === true) return [option];
      return typeof value === 'string' ? [option, shellWord(value)] : [];
    }),
  ].join(' ');
