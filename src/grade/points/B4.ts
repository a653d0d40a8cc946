import { definePoint, full, half, namedIn, none } from '../point.ts';
import { toldIn, type Role } from '../role.ts';
import { formatsHtml } from '../wrong.ts';

const roles: readonly Role[] = [
  { of: 'WEB', does: ['receive'], what: ['request', 'USER'] },
  { of: 'WEB', does: ['give'], what: ['content', 'USER', 'request'] },
  { of: 'WEB', does: ['pass'], what: ['request', 'APP', 'CODE'] },
];

export default definePoint({
  title: 'the role of the web server',
  judge: (reading) => {
    const wrong = formatsHtml(reading);
    const told = toldIn(reading, roles);
    if (told && !wrong)
      return full('it says that the web server takes requests, delivers pages or hands requests on', told);
    const named = wrong ?? told ?? namedIn(reading, 'WEB');
    return named
      ? half(wrong ? 'a part of the role is wrong' : 'the web server is named, but not what it does', named)
      : none('nothing is said of the web server');
  },
  examples: {
    full: [
      'The web server receives HTTP requests and returns web pages.',
      'Nginx: serves static files.',
      'Requests of the browser are handled by Nginx.',
      'What is the role of the web server?\nTo deliver content to the visitors.',
      'Nginx passes dynamic requests on to the app server.',
    ],
    half: ['Nginx is the web server.', 'The web server formats data as HTML for the user.'],
    none: ['The application server runs code.', 'What is the role of the web server?'],
  },
});
