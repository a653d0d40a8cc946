import { definePoint, full, half, namedIn, none } from '../point.ts';
import { toldIn, type Role } from '../role.ts';
import { formatsHtml } from '../wrong.ts';

const roles: readonly Role[] = [
  { of: 'WEB', does: ['receive'], what: ['request', 'USER'] },
  { of: 'WEB', does: ['give'], what: ['content', 'USER', 'request', /^(?:you|them|him|her)$/] },
  { of: 'WEB', does: ['pass'], what: ['request', 'APP', 'CODE', /^(?:rest|else|others?)$/] },
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
      'The web server handle the HTTP request coming from client and respond with the web page.',

      'Web server: software that understands URLs and HTTP, it delivers the content of the website to the user.',
      'Nginx listens on port 80 and serve static files',
      'Nginx is the web server, so if you want a picture it takes it and gives it to you.',
      'Web server: handles HTTP requests',
      'Nginx acts like a middleman between the user and the application server and directs the requests.',
      'Nginx is the web server. What it can answer from disk, it does; everything else gets proxied.',
      'The web server accept requests from users.',
      'The web server hosts the website files and sends them to the browser.',
      'Nginx: entry point, forwards the requests to the application server',
      'A web server stores and delivers web pages to the users.',
      'The request is first taken by nginx, which answers with an HTML page.',
      'The role of web server is to display website content through storing, processing and delivering webpages to users.',
      'What is the role of the web server?\nIt process the incoming requests over HTTP and gives back the response.',
      'Web server - respond to user request with static content like html, css and images',
      'Static content is served by the web server.',
      'Nginx acts as a reverse proxy: it sends the requests to the app server.',
      'The web server is responsible for serving web content to clients.',
    ],
    half: [
      'Nginx is the web server.',
      'The web server formats data as HTML for the user.',
      'The web server is Nginx.',
      'We use Nginx as web server.',
      'Nginx is fast.',
      'The web server is installed on the server.',
      'The web server does not store data.',
    ],
    none: [
      'The application server runs code.',
      'What is the role of the web server?',
      'The application server receives the request.',
      'The server sends the page.',
      'The browser receives the page.',
    ],
  },
});
