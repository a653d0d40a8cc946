import { defineMistake } from '../mistake.ts';
import { appHoldsDatabase } from '../wrong.ts';

export default defineMistake({
  find: appHoldsDatabase,
  examples: {
    held: [
      'The application server contains the database.',
      'The application server holds the code base and the database.',
      'The application server includes the database.',
    ],
    notHeld: [
      'The application server queries the database.',
      'The server contains the application server and the database.',
      'The server contains the database.',
      'The application server contains the code that talks to the database.',
      'The application server has access to the database.',
    ],
  },
});
