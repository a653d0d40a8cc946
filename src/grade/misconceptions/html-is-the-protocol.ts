import { defineMistake } from '../mistake.ts';
import { htmlCarries } from '../wrong-web.ts';

export default defineMistake({
  find: htmlCarries,
  examples: {
    held: [
      'The web server takes the HTML request and answers.',
      'They use HTML to communicate.',
      'The browser sends HTML requests.',
      'They communicate using HTML.',
      'The client communicates with the server via HTML.',
    ],
    notHeld: [
      'The web server takes the request for an HTML page.',
      'The browser requests HTML pages over HTTP.',
      'The server sends HTML.',
      'The web server receives the request and sends HTML.',
      'HTML pages are sent with HTTP.',
    ],
  },
});
