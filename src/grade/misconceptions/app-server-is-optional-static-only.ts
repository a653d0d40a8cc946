import { defineMistake } from '../mistake.ts';
import { appServesStatic } from '../wrong.ts';

export default defineMistake({
  find: appServesStatic,
  examples: {
    held: [
      'The application server serves the static files.',
      'The application server displays HTML, CSS and JS.',
      'The application server is optional.',
    ],
    notHeld: [
      'The web server serves static files, and the application server runs code.',
      'The application server does not serve static files.',
    ],
  },
});
