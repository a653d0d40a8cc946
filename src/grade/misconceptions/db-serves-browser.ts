import { defineMistake } from '../mistake.ts';
import { databaseAnswersBrowser } from '../wrong.ts';

export default defineMistake({
  find: databaseAnswersBrowser,
  examples: {
    held: [
      'The database gives the user the data he asked for.',
      'The database sends the data to the user.',
      'MySQL returns its answer to the browser.',
      'The database sends the data directly to the client.',
      'The database is MySQL. It keeps the rows and sends them to the browser of the user.',
    ],
    notHeld: [
      'The database gives the users table to the application.',
      'The database returns data to the application server, which sends it to the user.',
      'The database does not send data to the browser.',
      'The database stores data of the user.',
      'The database sends the data back to the application server, and the page goes to the user.',
      'The database gives the user data to the application.',
      'The database returns the result to the app which shows it to the user.',
      'The application server asks MySQL. It sends the page to the browser.',
      'The web server gets the rows of the database. It sends them to the browser.',
    ],
  },
});
