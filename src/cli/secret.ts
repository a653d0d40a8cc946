const variable = 'INFRA_TUTOR_DB_PASSWORD';

let taken: string | undefined;

/** Takes the database password out of the environment, so that no program that is started from here has it. */
export const takePassword = (): void => {
  taken = process.env[variable] ?? taken;
  delete process.env[variable];
};

/** The password that stood in the environment. */
export const passwordFromEnvironment = (): string | undefined => taken;
