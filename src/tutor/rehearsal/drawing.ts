import type { QuizStep } from '../types.ts';

/** A part of the drawing; its id is where the answer is kept. */
export interface Drawn {
  readonly id: string;
  readonly step: QuizStep;
}

/** The diagram, drawn from its parts. */
export const drawing: readonly Drawn[] = [
  {
    id: 'order',
    step: {
      kind: 'quiz',
      form: 'order',
      ask: 'Draw it first. A user wants to see www.foobar.com. These are the parts, mixed up: put them on the board in the order in which they are needed.',
      items: [
        { text: 'the browser of the user' },
        {
          text: 'DNS',
          because: 'DNS is asked by the browser: somebody has to want the site first.',
        },
        {
          text: 'Nginx, the web server',
          because: 'The browser needs the address before it can connect to Nginx, so DNS comes first.',
          misconception: 'http-before-dns',
        },
        {
          text: 'the application server',
          because:
            'A visitor never talks to the application server: Nginx takes the request and hands it on.',
          misconception: 'visitor-talks-to-app',
        },
        {
          text: 'the code base',
          because: 'Code does not run by itself: the application server runs it.',
          misconception: 'code-runs-by-itself',
        },
        {
          text: 'MySQL, the database',
          because: 'MySQL is asked by the code while it makes the page.',
          misconception: 'nginx-asks-the-database',
        },
      ],
    },
  },
  {
    id: 'connect',
    step: {
      kind: 'quiz',
      form: 'match',
      ask: 'Now connect them. What goes over each line of the drawing?',
      pairs: [
        {
          left: 'browser and DNS',
          right: 'a name, and the address that belongs to it',
          because: 'DNS answers with an address, and never with a page.',
          misconception: 'dns-delivers-the-page',
        },
        {
          left: 'browser and Nginx',
          right: 'an HTTP request for a page, and the page',
          because: 'The browser speaks HTTP with the web server, and with no other part of the stack.',
          misconception: 'visitor-talks-to-app',
        },
        {
          left: 'Nginx and application server',
          right: 'the request for a page that has to be made first',
          because: 'Nginx runs no code: it hands such a request on, and gets the finished page back.',
          misconception: 'nginx-runs-the-code',
        },
        {
          left: 'code and MySQL',
          right: 'a question in SQL, and rows',
          because: 'The code asks MySQL, and makes HTML of the rows that come back.',
          misconception: 'db-serves-browser',
        },
      ],
    },
  },
  {
    id: 'machine',
    step: {
      kind: 'quiz',
      form: 'choose',
      ask: 'What do you draw around Nginx, the application server, the code base and MySQL?',
      choices: [
        {
          text: 'One box for each of them: four servers',
          right: false,
          because: 'Many programs run on one machine. This design has a single one.',
          misconception: 'one-program-per-server',
        },
        {
          text: 'One box around all of them: one server, with the address 8.8.8.8',
          right: true,
          because: 'Three programs and the code share one machine. The browser and DNS are outside.',
        },
        {
          text: 'No box: Nginx is the server',
          right: false,
          because: 'Nginx is one of the programs on the server. The server is the machine.',
          misconception: 'server-equals-web-server',
        },
      ],
    },
  },
];
