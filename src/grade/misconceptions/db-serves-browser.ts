import { defineMistake } from '../mistake.ts';
import { databaseAnswersBrowser } from '../wrong.ts';

export default defineMistake({
  find: databaseAnswersBrowser,
  examples: {
    held: ['The database sends the data to the user.', 'MySQL returns its answer to the browser.'],
    notHeld: [
      'The database returns data to the application server, which sends it to the user.',
      'The database does not send data to the browser.',
      'The database stores data of the user.',
    ],
  },
});
