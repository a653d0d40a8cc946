import type { Hop } from './hops.ts';

/** Debian's and Ubuntu's packages of the software that the diagram names. */
const packages: Readonly<Partial<Record<Hop, string>>> = { web: 'nginx', db: 'mariadb-server' };

/** The one command that puts the real software in the place of these stand-ins. */
export const installCommand = (standIns: readonly Hop[]): string =>
  `sudo apt-get install ${standIns.flatMap((hop) => packages[hop] ?? []).join(' ')}`;

/** The same as an advice. */
export const installAdvice = (standIns: readonly Hop[]): string =>
  `For the real servers, on Debian or Ubuntu: ${installCommand(standIns)}`;
