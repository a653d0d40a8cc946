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
      'The application server installs, operates and hosts applications for end users.',
      'Application server: hosting applications and services for organizations.',
    ],
    notHeld: [
      'The application server hosts the code of the site and executes it.',
      'The server hosts the application server.',
    ],
  },
});
