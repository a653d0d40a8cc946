import { definePoint, full, half, namedIn, none } from '../point.ts';
import { toldIn, type Role } from '../role.ts';
import { wrongOfWeb } from '../wrong-web.ts';

/** What it does with a request: any of these is a whole role. */
const answers: readonly Role[] = [
  {
    of: 'WEB',
    does: ['give'],
    what: ['content', 'request'],
    but: /^(?:host|communicat|expos|offer|support)\w*/,
    // "Transmits data": every part does.
    vague: /^(?:data|informations?)$/,
  },
  // "Serves the visitors"; but one can give them anything, also a good feeling.
  {
    of: 'WEB',
    does: ['give'],
    what: ['USER', /^(?:you|them|him|her)$/],
    but: /^(?:host|communicat|expos|offer|support|provid|giv|gave|bring|present|show)\w*/,
  },
  {
    of: 'WEB',
    does: ['pass'],
    what: ['request', 'APP', 'CODE', /^(?:rest|else|others?)$/],
    but: /^communicat\w*/,
  },
  { of: 'WEB', does: [/^ma(?:ke|kes|king|de)$/], what: [/^(?:available|accessible)$/], toIt: true },
  { of: 'WEB', does: ['give'], what: [/^(?:it|them)$/], within: 2, toIt: true },
  { of: 'WEB', does: ['receive'], what: [/^(?:responses?|replies|answers?)$/], toIt: true },
];

/** "Handles HTTP requests": half of it, for what becomes of them is not said. */
const receives: readonly Role[] = [{ of: 'WEB', does: ['receive'], what: ['request', 'USER'], toIt: true }];

/** Said alone it is vague; of one that takes requests it tells what becomes of them. */
const vague: readonly Role[] = [
  {
    of: 'WEB',
    does: [/^(?:host|handl|manag|stor|process)\w*/],
    what: ['static', 'CODE', /^(?:files?|pages?|content)$/],
    toIt: true,
  },
  {
    of: 'WEB',
    does: ['act', 'be', /^(?:serv|work|function|us)(?:e|es|ed|s|ing)?$/],
    what: [/prox(?:y|ies)$|^(?:gateway|intermediary|middleman|bridge)$/],
  },
  { of: 'WEB', does: [/^(?:communicat|interact|talk|work)\w*/], what: ['APP'] },
];

export default definePoint({
  title: 'the role of the web server',
  judge: (reading) => {
    const wrong = wrongOfWeb(reading);
    const told = toldIn(reading, answers);
    const taken = toldIn(reading, receives);
    const clear = told ?? (taken && toldIn(reading, vague) && taken);
    if (clear && !wrong)
      return full(
        'it says that the web server takes requests, and delivers pages or hands requests on',
        clear,
      );
    const named = wrong ?? clear ?? taken ?? namedIn(reading, 'WEB');
    if (!named) return none('nothing is said of the web server');
    if (wrong) return half('a part of the role is wrong', named);
    return half(
      taken
        ? 'the web server takes requests, but it is not said what becomes of them'
        : 'the web server is named, but not what it does',
      named,
    );
  },
  examples: {
    full: [
      'The web server processes requests sent by the browser and sends back pages.',
      'The web server receives HTTP requests and returns web pages.',
      'Nginx: serves static files.',
      'What is the role of the web server?\nTo deliver content to the visitors.',
      'Nginx passes dynamic requests on to the app server.',
      'The web server handle the HTTP request coming from client and respond with the web page.',

      'Web server: software that understands URLs and HTTP, it delivers the content of the website to the user.',
      'Nginx listens on port 80 and serve static files',
      'Nginx is the web server, so if you want a picture it takes it and gives it to you.',
      'Nginx acts like a middleman between the user and the application server and directs the requests.',
      'Nginx is the web server. What it can answer from disk, it does; everything else gets proxied.',
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
      'Web server: handles HTTP requests and responses',
      'Nginx receives requests and acts as a reverse proxy.',
      'Nginx takes the requests, and it manages the static files.',
      'When a visitor asks for a page, it is the web server that delivers it.',
      "Web server: gets the visitor's request and returns the page",
      'Nginx: the request arrives here and gets redirected to the application server',
      'The web server keeps the files of the site and makes them available to visitors.',
      'The web server serves the visitors.',
      'Nginx is at the door. It takes each request. A picture? It hands it out.',
    ],
    half: [
      'What is the role of the web server?\nIt is what is processing the requests sent from the client.',
      'A web server is a computer which stores and transmits data on the network.',
      'The application server makes the page from the web server to send back to the client.',
      'Nginx is the web server.',
      'The web server formats data as HTML for the user.',
      'The web server is Nginx.',
      'We use Nginx as web server.',
      'Nginx is fast.',
      'The web server is installed on the server.',
      'The web server does not store data.',
      'Requests of the browser are handled by Nginx.',
      'Web server: handles HTTP requests',
      'The web server accept requests from users.',
      'The web server listens for HTTP requests on port 80.',
      'Nginx is known for its speed and its handling of many connections.',
      'The request reaches Nginx, which handles static and dynamic content.',
      'The web server hosts the website.',
      'Web server (Nginx): it provides good performance to users.',
      'The web server communicates with the client.',
      'Nginx is a web server and reverse proxy.',
      'Web server: it takes an HTML request and returns a page.',
      'The web server formats the data into web pages and sends them to the user.',
      'The visitor uses a browser that is installed on the web server. It delivers pages.',
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
