import { isElsewhere } from '../elsewhere.ts';
import { definePoint, full, half, namedIn, none, phraseIn, wordIn } from '../point.ts';
import { says, textOf, type Clause } from '../reading.ts';

const nginx = /nginx|ngnix|nginix|nginex|engine x/i;
const other = /apache|lighttpd|caddy|httpd/i;
const several =
  /\b(?:two|2|three|3|several|multiple|both) (?:nginx )?(?:web ?servers|nginx)|\b(?:two|2|three|3|several|multiple|both|each of the) (?:\w+ )?servers?\b.{0,30}\b(?:each|both)\b.{0,30}\b(?:nginx|web ?server)\b|\beach server\b.{0,30}\b(?:nginx|web ?server)\b/;
/** "The web servers (Nginx)": a part of this design that there is more than one of; "web servers like Nginx" are web servers in general. */
const plural = /\bnginx (?:web )?servers\b|\bweb ?servers \(? ?nginx\b/;
const offered =
  /(?:nginx|web server).{0,40}(?:\bor\b|\/|\betc\b).{0,20}apache|nginx (?:,|,? ?and) apache|apache.{0,20}(?:,|\bor\b|\band\b|\/).{0,20}nginx|apache.{0,40}such as|such as.{0,40}apache|\b(?:can|could|may) be\b.{0,40}apache|apache.{0,40}\b(?:can|could|may) be\b|e ?\.? ?g\b.{0,40}apache/;

/** It names Nginx, and not as one of several that would do. */
const isChoice = ({ label, words }: Clause): boolean => {
  const all = [...label, ...words];
  return says(all, nginx) && !offered.test(textOf(all));
};

export default definePoint({
  title: 'the web server, Nginx',
  judge: (reading) => {
    const named = wordIn(reading, nginx);
    const apache = wordIn(reading, other);
    const part = namedIn(reading, 'WEB');
    const seen = named ?? apache ?? part;
    if (!seen) return none('no web server is named');
    const here = { ...reading, own: reading.own.filter((clause) => !isElsewhere(reading, clause)) };
    if (phraseIn(here, several) ?? phraseIn(reading, plural))
      return half('there is more than one web server', seen);
    if (!named)
      return half(apache ? 'another product than Nginx is named' : 'the product, Nginx, is not named', seen);
    // What is only drawn names it; that another one is told of speaks against it.
    const told = { ...reading, own: reading.own.filter(({ kind }) => kind !== 'diagram') };
    if (wordIn(told, other) && !wordIn(told, nginx))
      return half('Nginx is drawn, and another product is told of', named);
    if (apache && ![named, ...reading.own].some(isChoice))
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
      'Web servers like Nginx take requests.',
      'A web server is a program like Apache or Nginx. In our design it is Nginx.',
      'The web server is Nginx. To solve this, one could use several web servers.',
      'Web server (Nginx).\n## Improvements\n- Use two web servers.',
      'Web server (Nginx): many web servers use it as reverse proxy.',
      'the Ngix web server serve pages',
      '### Web server (Nginx)\nIt takes the requests.',
      'Three servers run on one machine: the web server Nginx, the application server and the database server.',
      '```mermaid\ngraph TD\nA[User] --> B[Nginx web server]\n```\nNginx gives out the pages, and Apache would do as well.',
      'We use a web server like Nginx, as Apache is slower.',
    ],
    half: [
      'The web server serves pages.',
      'The web server is Apache.',
      'A web server such as Apache or Nginx.',
      'Two Nginx web servers.',
      'The request reaches the Nginx web servers.',
      '**Web Servers (Nginx)**: they take the request.',
      'Nginx servers: handle what the browser asks.',
      'There are two servers, which each have a web server (Nginx) and an application server.',
      'Web server: software that serves pages.',
      'The web server can be Nginx, Apache or IIS.',
      'webserver like apache/nginx',
      'Apache and Nginx are web servers.',
      'Web server (Nginx/Apache): gives pages.',
      'The web server (e.g. Nginx or Apache) answers requests.',
      '```mermaid\ngraph TD\nA[User] --> B[Nginx web server]\n```\nApache is the web server, and PHP runs behind it.',
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
