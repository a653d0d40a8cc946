import type { LabSetting } from '../service.ts';

interface Settings {
  readonly database: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly password: string;
    readonly database: string;
  };
}

const settingsOf = ({ plan, ports, passwords }: LabSetting): Settings => {
  const { user, password, schema } = plan.app.database;
  return {
    database: {
      host: '127.0.0.1',
      port: ports.db,
      user,
      password: password === 'right' ? (passwords.users[user] ?? '') : 'not-the-password',
      database: schema,
    },
  };
};

/** `settings.json`: what the program has to be told, whatever runs it. */
export const settingsText = (setting: LabSetting, more: Readonly<Record<string, unknown>> = {}): string =>
  `${JSON.stringify({ ...more, ...settingsOf(setting) }, undefined, 2)}\n`;
