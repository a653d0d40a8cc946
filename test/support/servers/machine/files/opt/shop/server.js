// The program of the site. It reads its settings when it starts, as most programs do.
const { readFileSync } = require('node:fs');
const { createServer } = require('node:http');

const {
  port,
  words,
  pages,
  closed,
  address,
  follows,
  names,
  type = 'text/html',
} = JSON.parse(readFileSync('/opt/shop/settings.json', 'utf8'));

let visits = 0;

const typed = { 'content-type': type, 'x-powered-by': 'shop' };

const answer = ({ url, headers }, response) => {
  const visited = `${headers['x-forwarded-proto'] ?? 'http'}://${headers.host}`;
  // Some programs have a list of the names that they answer to.
  if (names && !names.includes(headers.host))
    return response.writeHead(400, typed).end('Invalid Host header');
  // Some programs write whole addresses, with the scheme that they believe.
  if (follows && url === '/') return response.writeHead(302, { location: `${visited}/visits` }).end();
  if (address && visited !== address) return response.writeHead(302, { location: `${address}${url}` }).end();
  if (!pages.includes(url)) return response.writeHead(404, typed).end('<p>There is no such page.</p>');
  visits += 1;
  const page = `<!doctype html><title>Visits</title><p>${words[visits % words.length].trim()}</p>`;
  return response.writeHead(closed ? 503 : 200, typed).end(page);
};

createServer((request, response) => {
  process.stdout.write(`${request.method} ${request.url}\n`);
  try {
    answer(request, response);
  } catch (error) {
    process.stderr.write(`${error.stack}\n`);
    response.writeHead(500, { 'content-type': 'text/plain' }).end('The program failed.');
  }
}).listen(port, '127.0.0.1');
