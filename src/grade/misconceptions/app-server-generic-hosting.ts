import { defineMistake } from '../mistake.ts';
import { runsCode } from '../app-role.ts';
import { isDenied, type Clause } from '../reading.ts';
import { isSaidOf } from '../role.ts';
import { findClause } from '../wrong.ts';

const does = /^(?:install|operat|host|manag|deliver|distribut|deploy)\w*/i;

/** "Application hosting, installation and delivery": the same deeds as nouns. */
const nouns = /^(?:hosting|installation|operation|delivery|distribution|deployment)$/i;

const forWhom =
  /^(?:(?:end[- ]?)?users?|organi[sz]ations?|business(?:es)?|customers?|enterprises?|consumers?|compan(?:y|ies))$/i;

const isGeneric = (clause: Clause): boolean => {
  const { words } = clause;
  const at = words.findIndex(
    ({ text }, index) =>
      (does.test(text) || nouns.test(text)) && !isDenied(clause, index) && isSaidOf(clause, index, 'APP'),
  );
  if (at < 0) return false;
  const near = words.slice(Math.max(0, at - 2), at + 12);
  const isOfApplications = near.some(
    ({ text }, index) =>
      /^(?:applications|apps|services|softwares?)$/i.test(text) ||
      (/^application$/i.test(text) && nouns.test(near[index + 1]?.text ?? '')),
  );
  return isOfApplications && words.some(({ text, plain }) => forWhom.test(text) || forWhom.test(plain));
};

export default defineMistake({
  find: (reading) => (runsCode(reading) ? undefined : findClause(reading, isGeneric)),
  examples: {
    held: [
      'Application server: a program that manages applications and delivers them to people and companies who are its customers.',
      "The application server's task:\nInstalling, operating and hosting software for end users and enterprises.",
      'What is the role of the application server?\nIt installs, operates and hosts applications for end users.',
      'The application server installs, operates and hosts applications for end users.',
      'Application server: hosting applications and services for organizations.',
      'The application server is designed to install, operate and host applications for users.',
    ],
    notHeld: [
      'Application server: a place where applications are installed and hosted.',
      'The application server manages requests and delivers answers to users.',
      'The web server delivers applications to users. The application server is behind it.',
      'The application server runs the scripts and delivers applications to its users.',
      'The application server hosts the code of the site and executes it.',
      'The server hosts the application server.',
      'The application server runs the code of the application.',
      'The application server is there.',
    ],
  },
});
