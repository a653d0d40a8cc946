import { defineMistake } from '../mistake.ts';
import { appServesStatic } from '../wrong.ts';

export default defineMistake({
  find: appServesStatic,
  examples: {
    held: [
      'The static files are served by the application server.',
      'The application server serves the static files.',
      'The application server displays HTML, CSS and JS.',
      'The application server is optional.',
      'The application server delivers the static files like CSS and images.',
    ],
    notHeld: [
      'An application server is different from a web server, which handles requests and serves static files.',
      'Static files are served by the web server and not by the application server.',
      'The web server serves static files, and the application server runs code.',
      'The application server does not serve static files.',
      'The application server executes Python code and may serve images while we develop.',
      'Nginx serves static content and forwards dynamic requests to the application server.',
      'The application server sends its response to Nginx, which serves the static files.',
      'The web server gets the request, and serve static content or pass to application server.',
    ],
  },
});
