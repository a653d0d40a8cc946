import { defineMistake } from '../mistake.ts';
import { is, says } from '../reading.ts';
import { after, does, findClause } from '../wrong.ts';

export default defineMistake({
  find: (reading) =>
    findClause(reading, (clause) => {
      const at = does(clause, 'USER', /^(?:quer|connect|ask|talk|contact|communicat|request)\w*/i);
      if (at < 0) return false;
      const near = after(clause, at, 5);
      const first = near.find((word) => is(word, 'DB', 'WEB', 'APP', 'SERVER', 'DNS'));
      // "Client requests are turned into queries": the word is no verb there.
      const isNoun = /^request/i.test(clause.words[at]?.text ?? '') && !says(near, /^from$/i);
      return first !== undefined && is(first, 'DB') && !isNoun;
    }),
  examples: {
    held: [
      'The browser requests the data from the database.',
      'The browser queries the database directly.',
      'The client connects to the MySQL database.',
      'The user asks the database for data.',
    ],
    notHeld: [
      'Application server\n\nRole: Executes the business logic, processes user input, and communicates with the database.',
      'Client requests are turned into database queries.',
      'The browser requests a page, and the application reads from the database.',
      'The application server queries the database.',
      'The browser never talks to the database.',
      'The user asks the server, which queries the database.',
      'The client connects to the server where the database is.',
      'The user connects to the web server and the application connects to the database.',
      'The application queries the database for the user.',
    ],
  },
});
