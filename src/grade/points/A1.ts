import { definePoint, full, namedIn, none } from '../point.ts';

export default definePoint({
  title: 'the server',
  judge: (reading) => {
    const clause = namedIn(reading, 'SERVER');
    return clause ? full('a server stands in the design', clause) : none('no server is named');
  },
  examples: {
    full: ['We have one server.', 'Everything runs on a single machine.', 'Server: 8.8.8.8'],
    half: [],
    none: ['Nginx and MySQL.', 'What is a server?', 'The browser opens the website.'],
  },
});
