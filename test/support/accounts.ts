import type { DatabaseAccount } from '../../src/model/seen/accounts.ts';

/** An account of the program as it should be, for this host, but for what is given. */
export const account = (host: string, patch: Partial<DatabaseAccount> = {}): DatabaseAccount => ({
  user: 'app',
  host,
  plugin: 'mysql_native_password',
  isLocked: false,
  isExpired: false,
  needsTls: false,
  ...patch,
});
