import { definePoint, full, namedIn, none } from '../point.ts';

export default definePoint({
  title: 'the server',
  judge: (reading) => {
    const clause = namedIn(reading, 'SERVER');
    return clause ? full('a server stands in the design', clause) : none('no server is named');
  },
  examples: {
    full: [
      'We have one server.',
      'Everything runs on a single machine.',
      'Server: 8.8.8.8',
      'One physical server with IP 8.8.8.8.',
      'All the parts are installed in the same machine.',
      'Our VM hosts the site.',
      'The server is hosting the web server, the app and the database.',
      'Infrastructure: 1x server (Ubuntu)',
      'Server > Nginx > App > MySQL are all in one server.',
      'the request go to the sever',
    ],
    half: [],
    none: [
      'Nginx and MySQL.',
      'What is a server?',
      'The browser opens the website.',
      'The webserver is Nginx.',
      'We have a database server.',
      'Application server and web server.',
      'There is no server here.',
    ],
  },
});
