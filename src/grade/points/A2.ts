import { definePoint, full, half, namedIn, none, phraseIn, wordIn } from '../point.ts';

const nginx = /nginx|ngnix|nginix|nginex|engine x/i;
const other = /apache|lighttpd|caddy|httpd/i;
const several = /(?:two|2|three|3|several|multiple|both) (?:nginx )?(?:web ?servers|nginx)/;
const offered =
  /(?:nginx|web server).{0,40}\b(?:or|\/|etc)\b.{0,20}apache|apache.{0,20}(?:,|\bor\b|\/).{0,20}nginx|such as|e \. g \.?/;

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
    ],
    half: [
      'The web server serves pages.',
      'The web server is Apache.',
      'A web server such as Apache or Nginx.',
      'Two Nginx web servers.',
    ],
    none: ['The application server runs the code.', 'What is the role of the web server?'],
  },
});
