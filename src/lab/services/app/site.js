// The program behind www.foobar.com: it makes a page for every visit, and keeps its memory in MySQL.
// Its settings are in settings.json beside this file. After a change to either, start it again.

import { randomUUID } from 'node:crypto';
import { createWriteStream, readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const settings = JSON.parse(readFileSync(new URL('settings.json', import.meta.url), 'utf8'));
const { createPool } = await import(process.env.MYSQL_DRIVER ?? 'mysql2/promise');

const database = createPool({ ...settings.database, connectionLimit: 5, connectTimeout: 2000 });

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text) => String(text).replace(/[&<>"]/g, (character) => escapes[character]);

const page = (title, body) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${title}</title>
<link rel="stylesheet" href="/static/style.css">
<h1>${title}</h1>
${body}
</html>
`;

// Writes, then reads: a page that shows both has been to the database and back.
const countVisit = async () => {
  await database.query('UPDATE visits SET count = count + 1');
  const [rows] = await database.query(
    'SELECT visits.count, tips.words FROM visits JOIN tips ON tips.id = visits.count % (SELECT COUNT(*) FROM tips)',
  );
  return rows[0];
};

const frontPage = async () => {
  const { count, words } = await countVisit();
  return page(
    'Hello World!',
    `<p>This is the one server of the Holberton School lab.</p>
<p>Visit number <b id="visits">${count}</b>, counted by the database.</p>
<p id="tip">${escape(words)}</p>`,
  );
};

const aboutPage = () => page('About this site', '<p>A name, a server, Nginx, this program, a database.</p>');

const routes = { '/': frontPage, '/about': aboutPage };

const newVisitor = (request) =>
  /(^|;\s*)visitor=/.test(request.headers.cookie ?? '')
    ? {}
    : { 'Set-Cookie': `visitor=${randomUUID()}; Path=/; HttpOnly; SameSite=Lax` };

const send = (response, status, type, text, headers = {}) => {
  response.writeHead(status, {
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
    'X-Powered-By': 'infra-tutor-lab/1',
    ...headers,
  });
  response.end(text);
};

const noDatabase = (error) =>
  page(
    '500: no database',
    `<p>The database could not be reached or refused to answer (${escape(error.code)}).</p>`,
  );

const mistake = () => page('500: a mistake', '<p>The program failed at this page. Its log says where.</p>');

// Errors of the database and of the way to it have a code; those of this program's own lines have none.
const failure = (error) => {
  if (error.code === undefined) console.error(error);
  return error.code === undefined ? mistake() : noDatabase(error);
};

// The database's own words name the account, or the table, that it speaks of.
const wordsOf = (error) => [error.sqlMessage, error.code ?? error.name, error.errno].filter(Boolean);

// Each request leaves a line, as with most programs.
const log = createWriteStream(new URL('access.log', import.meta.url), { flags: 'a', mode: 0o600 });
log.on('error', (error) => console.error(error.code, 'access.log'));

const writeDown = ({ method, url }, { statusCode }) =>
  log.write(`${new Date().toISOString()} ${method} ${url} ${statusCode}\n`);

const answer = async (request, response) => {
  response.on('finish', () => writeDown(request, response));
  const { pathname } = new URL(request.url, 'http://site');
  if (pathname === '/healthz') return send(response, 200, 'text/plain', 'ok\n'); // asks nobody
  const route = Object.hasOwn(routes, pathname) ? routes[pathname] : undefined;
  if (!route) return send(response, 404, 'text/plain', 'This program has no such page.\n');
  try {
    send(response, 200, 'text/html', await route(), newVisitor(request));
  } catch (error) {
    console.error(new Date().toISOString(), pathname, ...wordsOf(error));
    send(response, 500, 'text/html', failure(error));
  }
};

const server = createServer(answer);
server.listen(settings.port, '127.0.0.1', () =>
  console.log(`listening on 127.0.0.1:${server.address().port}`),
);

// Told to stop, it finishes what it has begun.
process.on('SIGTERM', () => server.close(() => process.exit(0)));
