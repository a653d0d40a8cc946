import { defineMistake } from '../mistake.ts';
import { after, does, findClause } from '../wrong.ts';
import { runsCode } from '../app-role.ts';

export default defineMistake({
  find: (reading) =>
    runsCode(reading)
      ? undefined
      : findClause(reading, (clause) => {
          const at = does(clause, 'APP', /^(?:install|operat|host)\w*/i);
          return (
            at >= 0 &&
            after(clause, at, 8).some(({ text }) => /^(?:applications|apps|services)$/i.test(text)) &&
            clause.words.some(({ text }) =>
              /^(?:install|operat|end user|users?|organi[sz]ation|business|customer|enterprise)\w*/i.test(
                text,
              ),
            )
          );
        }),
  examples: {
    held: [
      'What is the role of the application server?\nIt installs, operates and hosts applications for end users.',
      'The application server installs, operates and hosts applications for end users.',
      'Application server: hosting applications and services for organizations.',
      'The application server is designed to install, operate and host applications for users.',
    ],
    notHeld: [
      'The application server hosts the code of the site and executes it.',
      'The server hosts the application server.',
      'The application server runs the code of the application.',
      'The application server is there.',
    ],
  },
});
