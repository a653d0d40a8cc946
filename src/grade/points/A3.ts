import { definePoint, full, namedIn, none } from '../point.ts';

export default definePoint({
  title: 'the application server',
  judge: (reading) => {
    const clause = namedIn(reading, 'APP');
    return clause
      ? full('an application server stands in the design', clause)
      : none('no application server is named');
  },
  examples: {
    full: [
      'The application server runs the code.',
      'App server = Gunicorn',
      'What is the role of the application server?\nIt runs code.',
      'The app server is in the middle.',
      'An application server executes the code',
      '- Application Server',
      'appserver: logic',
      'Gunicorn serves as our application server.',
      'Nginx is not the application server, which runs the code.',
    ],
    half: [],
    none: [
      'The web server runs the application.',
      'What is the role of the application server?',
      'The application is on the server.',
      'Our application uses MySQL.',
      'There is no application server, which would run code.',
    ],
  },
});
