import { defineMistake } from '../mistake.ts';
import { appHoldsDatabase } from '../wrong.ts';

export default defineMistake({
  find: appHoldsDatabase,
  examples: {
    held: [
      'The application server contains the database.',
      'The application server holds the code base and the database.',
    ],
    notHeld: [
      'The application server queries the database.',
      'The server contains the application server and the database.',
    ],
  },
});
