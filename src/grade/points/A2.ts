import { definePoint, full, half, namedIn, none, phraseIn, wordIn } from '../point.ts';

const nginx = /nginx|ngnix|nginix|nginex|engine x/i;
const other = /apache|lighttpd|caddy|httpd/i;
const several =
  /\b(?:two|2|three|3|several|multiple|both) (?:nginx )?(?:web ?servers|nginx)|\b(?:two|2|three|3|several|multiple|both|each of the) (?:\w+ )?servers?\b.{0,30}\b(?:each|both)\b.{0,30}\b(?:nginx|web ?server)\b|\beach server\b.{0,30}\b(?:nginx|web ?server)\b/;
const offered =
  /(?:nginx|web server).{0,40}\b(?:or|\/|etc)\b.{0,20}apache|apache.{0,20}(?:,|\bor\b|\/).{0,20}nginx|such as|\bcan be\b|\bcould be\b|\bmay be\b|e \. g \.?/;

export default definePoint({
  title: 'the web server, Nginx',
  judge: (reading) => {
    const named = wordIn(reading, nginx);
    const apache = wordIn(reading, other);
    const part = namedIn(reading, 'WEB');
    const seen = named ?? apache ?? part;
    if (!seen) return none('no web server is named');
    if (phraseIn(reading, several)) return half('there is more than one web server', seen);
    if (!named)
      return half(apache ? 'another product than Nginx is named' : 'the product, Nginx, is not named', seen);
    if (apache && phraseIn({ ...reading, own: [named, apache] }, offered))
      return half('Nginx is only one of the products offered', named);
    return full('Nginx is named as the web server', named);
  },
  examples: {
    full: [
      'The web server is Nginx.',
      'Web server (Ngnix): serves pages.',
      'We use nginx and not Apache as web server.',
      'Web server : nginx',
      'NGINX is used as a webserver',
      'For web server I choose Nginx.',
      'The web server used is Nginx because it is fast.',
      'nginx (http server)',
      'the Ngix web server serve pages',
      '### Web server (Nginx)\nIt takes the requests.',
      'Three servers run on one machine: the web server Nginx, the application server and the database server.',
    ],
    half: [
      'The web server serves pages.',
      'The web server is Apache.',
      'A web server such as Apache or Nginx.',
      'Two Nginx web servers.',
      'There are two servers, which each have a web server (Nginx) and an application server.',
      'Web server: software that serves pages.',
      'The web server can be Nginx, Apache or IIS.',
      'webserver like apache/nginx',
      'The web server (e.g. Nginx or Apache) answers requests.',
    ],
    none: [
      'The application server runs the code.',
      'What is the role of the web server?',
      'The user opens the page.',
      'Role of the web server:',
      '### Web server (Nginx)\n### Application server',
    ],
  },
});
