import { access, readFile } from 'node:fs/promises';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { partState } from '../../src/lab/description.ts';
import { LabError } from '../../src/lab/errors.ts';
import type { Imitable } from '../../src/lab/makers.ts';
import type { LabPlan } from '../../src/lab/plan.ts';
import { bareWebPlan, healthyPlan } from '../../src/lab/plan.ts';
import type { Stack } from '../../src/lab/stack.ts';
import { startStack } from '../../src/lab/stack.ts';
import { labTarget } from '../../src/lab/target.ts';
import { until } from '../../src/lab/wait.ts';
import { parseSite } from '../../src/model/site.ts';
import { describeReal } from '../support/real.ts';
import { dig } from './support/dig.ts';
import { isOpen, processesOf } from './support/left.ts';
import { read, visit } from './support/visit.ts';

const logIn = ({ description: { dbHost, ports, dbLogin } }: Stack) => {
  const { user, password = '', schema = '' } = dbLogin;
  return createConnection({ host: dbHost, port: ports.db, user, password, database: schema });
};

const withStack = async (
  plan: LabPlan,
  use: (stack: Stack) => Promise<void>,
  standIns: readonly Imitable[] = [],
) => {
  const stack = await startStack({ plan, standIns });
  try {
    await use(stack);
  } finally {
    await stack.stop();
  }
};

/** What a visitor sees is the same, whether the software is real or stands in. */
const visible = (standIns: readonly Imitable[]): void => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack({ standIns });
  });
  afterAll(() => stack.stop());
  const get = (...[path, wanted]: [string, Parameters<typeof visit>[2]?]) =>
    visit(stack.description, path, wanted);

  test('DNS leads to the site', async () => {
    const { resolver } = stack.description;
    for (const name of ['foobar.com', 'www.foobar.com'])
      expect((await dig(resolver, name, 'A')).answers).toMatchObject([{ data: '127.0.0.2' }]);
  });

  test('http sends to https on the same host and the right port', async () => {
    const { status, headers } = await get('/about?x=1', { scheme: 'http', host: 'foobar.com' });
    expect(status).toBe(301);
    expect(headers.location).toBe(`https://foobar.com:${stack.description.ports.https}/about?x=1`);
  });

  test('the front page is made anew for every visit, by way of the database', async () => {
    const first = await get('/');
    const second = await get('/', { host: 'foobar.com' });
    expect(first.status).toBe(200);
    expect(first.body).toMatch(/Hello World!/);
    expect(first.body).toMatch(/Holberton School/);
    expect(read(second).visits).toBe(read(first).visits + 1);
    expect(read(second).tip).not.toBe(read(first).tip);
    expect(healthyPlan.db.tips).toContain(read(first).tip);
  });

  test('the page says that a program made it, and nothing about files', async () => {
    const { headers } = await get('/');
    expect(headers['x-powered-by']).toBe('infra-tutor-lab/1');
    expect(headers['set-cookie']?.[0]).toMatch(/^visitor=[0-9a-f-]{36}; /);
    expect(headers.etag ?? headers['last-modified']).toBeUndefined();
    expect((await get('/', { headers: { cookie: 'visitor=1' } })).headers['set-cookie']).toBeUndefined();
  });

  test('the web server answers files, redirects and what is not there itself', async () => {
    const style = await get('/static/style.css');
    expect(style.status).toBe(200);
    expect(style.headers).toMatchObject({ 'content-type': expect.stringMatching(/^text\/css/) });
    expect(style.headers.etag).toBeDefined();
    for (const path of ['/redirect_me', '/redirect_me/']) {
      const moved = await get(path);
      expect(moved.status).toBe(301);
      expect(moved.headers.location).toBe(`https://www.foobar.com:${stack.description.ports.https}/about`);
    }
    for (const path of [
      '/nowhere',
      '/static/nowhere.css',
      '/static/../../../db/my.cnf',
      '/static/%2e%2e%2f%2e%2e%2fnginx.conf',
    ]) {
      const missing = await get(path);
      expect([400, 404]).toContain(missing.status);
      expect(missing.body).not.toMatch(/server_name|mysqld/);
      if (missing.status === 404) expect(missing.body).toMatch(/Ceci n'est pas une page/);
    }
  });

  test('a browser on this computer gets the site without TLS', async () => {
    const { url, ports } = stack.description;
    expect(url).toBe(`http://www.foobar.localhost:${ports.http}/`);
    const page = await get('/', { scheme: 'http', host: 'www.foobar.localhost', address: '127.0.0.1' });
    expect(page.status).toBe(200);
  });

  test('the check account logs in, reads, and changes nothing', async () => {
    const connection = await logIn(stack);
    const [rows] = await connection.query('SELECT count FROM visits');
    expect(rows).toEqual([{ count: expect.any(Number) }]);
    await expect(connection.query('UPDATE visits SET count = count + 1')).rejects.toMatchObject({
      errno: 1142,
    });
    await connection.end();
    const { dbHost: host, ports, dbLogin } = stack.description;
    const wrong = createConnection({ host, port: ports.db, user: dbLogin.user, password: 'wrong' });
    await expect(wrong).rejects.toMatchObject({ errno: 1045 });
  });

  test('the database is not open on the address of the site', async () => {
    expect(await isOpen('127.0.0.1', stack.description.ports.db)).toBe(true);
    expect(await isOpen('127.0.0.2', stack.description.ports.db)).toBe(false);
  });

  test('without its database the program says so, by code and without a secret', async () => {
    const before = read(await get('/')).visits;
    await stack.stopPart('db');
    expect(partState(stack.description, 'db')).toBe('down');
    const page = await get('/');
    expect(page.status).toBe(500);
    expect(page.body).toMatch(/database could not be reached.*ECONNREFUSED/s);
    expect(await get('/healthz')).toMatchObject({ status: 200, body: 'ok\n' });
    await stack.startPart('db');
    await expect.poll(async () => read(await get('/')).visits).toBe(before + 1);
  });

  test('without its program the web server says 502', async () => {
    await stack.stopPart('app');
    expect(await get('/')).toMatchObject({ status: 502 });
    expect((await get('/static/style.css')).status).toBe(200);
    await stack.startPart('app');
    expect(await get('/')).toMatchObject({ status: 200 });
  });

  test('without its web server nobody listens', async () => {
    await stack.stopPart('web');
    const { ports } = stack.description;
    expect(await Promise.all([isOpen('127.0.0.2', ports.http), isOpen('127.0.0.2', ports.https)])).toEqual([
      false,
      false,
    ]);
    await stack.startPart('web');
    expect(await get('/')).toMatchObject({ status: 200 });
  });
};

describe('with stand-ins', () => {
  visible(['web', 'db']);

  test('they never call themselves nginx or MySQL', async () => {
    await withStack(
      healthyPlan,
      async (stack) => {
        const { description } = stack;
        const page = await visit(description, '/nowhere-near', { scheme: 'http' });
        expect(page.headers.server).toBe('infra-tutor-stand-in');
        expect(JSON.stringify([page, description.parts])).not.toMatch(/nginx|mysql|mariadb/i);
        expect(description.parts.filter(({ real }) => !real).map(({ part }) => part)).toEqual(['web', 'db']);
        expect(labTarget(description, parseSite('www.foobar.com')).standIns).toEqual(['web', 'db']);
        expect(description.dbSocket).toBeUndefined();
      },
      ['web', 'db'],
    );
  });

  test('are refused on request', async () => {
    const refused = startStack({ requireReal: true, standIns: ['web'] });
    await expect(refused).rejects.toThrow(LabError);
    await expect(refused).rejects.toMatchObject({ advice: expect.stringContaining('apt-get install nginx') });
  });
});

describeReal('with the real servers', () => {
  visible([]);

  test('says what runs, and how to look at it', async () => {
    await withStack(healthyPlan, async ({ description }) => {
      const { parts, directory, caFile, ca, dbSocket = '' } = description;
      expect(parts.map(({ part, real, state }) => [part, real, state])).toEqual(
        ['dns', 'tls', 'web', 'app', 'db'].map((part) => [part, true, 'up']),
      );
      expect(parts.find(({ part }) => part === 'web')?.software).toMatch(/^nginx\/\d/);
      expect(parts.find(({ part }) => part === 'db')?.software).toMatch(/^(MariaDB|MySQL)\/\d/);
      expect(await readFile(caFile, 'utf8')).toBe(ca);
      await access(dbSocket);
      await expect(access(`${directory}/db/accounts.sql`)).rejects.toThrow('ENOENT');
      const target = labTarget(description, parseSite('foobar.com'));
      expect(target).toMatchObject({
        standsFor: 'lab',
        standIns: [],
        dbHost: '127.0.0.1',
        resolver: description.resolver,
      });
    });
  });

  test('nobody is administrator of the database without a password', async () => {
    await withStack(healthyPlan, async ({ description: { ports, dbSocket = '' } }) => {
      for (const way of [{ host: '127.0.0.1', port: ports.db }, { socketPath: dbSocket }])
        for (const user of ['root', ''])
          await expect(createConnection({ ...way, user })).rejects.toMatchObject({
            code: expect.stringMatching(/^ER_/),
          });
    });
  });

  test('stop leaves no process, no port and no directory; and may be called twice', async () => {
    const stack = await startStack();
    const { directory, ports, resolver } = stack.description;
    expect((await processesOf(directory)).length).toBeGreaterThanOrEqual(4);
    await Promise.all([stack.stop(), stack.stop()]);
    await until(async () => (await processesOf(directory)).length === 0, { ms: 1000 });
    expect(await processesOf(directory)).toEqual([]);
    await expect(access(directory)).rejects.toThrow('ENOENT');
    const open = [
      isOpen('127.0.0.2', ports.http),
      isOpen('127.0.0.2', ports.https),
      isOpen('127.0.0.1', ports.db),
      isOpen(resolver.address, resolver.port),
    ];
    expect(await Promise.all(open)).toEqual([false, false, false, false]);
  });

  test('a part that somebody kills is down, with its children, and the lab stays up', async () => {
    await withStack(healthyPlan, async (stack) => {
      const { pid = 0 } = stack.description.parts.find(({ part }) => part === 'web') ?? {};
      process.kill(pid, 'SIGKILL');
      expect(await stack.exited).toEqual({ part: 'web', says: 'was ended by SIGKILL' });
      const { ports } = stack.description;
      expect(partState(stack.description, 'web')).toBe('down');
      expect(partState(stack.description, 'db')).toBe('up');
      expect(await until(async () => !(await isOpen('127.0.0.2', ports.https)), { ms: 1000 })).toBe(true);
      await stack.startPart('web');
      expect(await visit(stack.description, '/')).toMatchObject({ status: 200 });
    });
  });

  test('a database that somebody kills keeps its memory', async () => {
    await withStack(healthyPlan, async (stack) => {
      const before = read(await visit(stack.description, '/')).visits;
      process.kill(stack.description.parts.find(({ part }) => part === 'db')?.pid ?? 0, 'SIGKILL');
      expect(await stack.exited).toMatchObject({ part: 'db' });
      await stack.startPart('db');
      const after = async () => read(await visit(stack.description, '/')).visits;
      await expect.poll(after).toBeGreaterThan(before);
    });
  });

  test('can be given up while it starts', async () => {
    for (const after of [0, 20, 60, 100]) {
      const stop = new AbortController();
      const starting = startStack({ signal: stop.signal });
      setTimeout(() => stop.abort(new Error('enough')), after);
      await expect(starting).rejects.toThrow('enough');
    }
  });

  test('nginx refusing its configuration is quoted', async () => {
    await withStack(healthyPlan, async (stack) => {
      await stack.stopPart('web');
      const { writeFile } = await import('node:fs/promises');
      await writeFile(`${stack.description.directory}/web/site.conf`, 'proxy_pas http://127.0.0.1;\n');
      await expect(stack.startPart('web')).rejects.toThrow(/unknown directive "proxy_pas"/);
      expect(partState(stack.description, 'web')).toBe('down');
    });
  });
});

describe.each<[string, readonly Imitable[]]>([['stand-ins', ['web', 'db']]])(
  'other plans, with %s',
  (_, standIns) => {
    otherPlans(standIns);
  },
);
describeReal('other plans, with the real servers', () => otherPlans([]));

function otherPlans(standIns: readonly Imitable[]): void {
  test('the bare web server has no redirect and no page of its own for a 404', async () => {
    await withStack(
      bareWebPlan,
      async ({ description }) => {
        expect(await visit(description, '/')).toMatchObject({ status: 200 });
        for (const path of ['/redirect_me', '/nowhere']) {
          const page = await visit(description, path);
          expect(page.status).toBe(404);
          expect(page.body).toMatch(/<h1>404 Not Found<\/h1>/);
          expect(page.body).not.toMatch(/Ceci/);
        }
      },
      standIns,
    );
  });

  test('a wrong password shows as a code, and the password does not', async () => {
    const plan: LabPlan = {
      ...healthyPlan,
      app: { ...healthyPlan.app, database: { ...healthyPlan.app.database, password: 'wrong' } },
    };
    await withStack(
      plan,
      async ({ description }) => {
        const page = await visit(description, '/');
        expect(page.status).toBe(500);
        expect(page.body).toMatch(/ER_ACCESS_DENIED_ERROR/);
        expect(page.body).not.toMatch(/not-the-password/);
      },
      standIns,
    );
  });

  test('an expired certificate, a lost upstream, a stopped part', async () => {
    const plan: LabPlan = {
      ...healthyPlan,
      tls: { ...healthyPlan.tls, startsInDays: -90, endsInDays: -1 },
      web: {
        ...healthyPlan.web,
        headers: { 'X-Served-By': 'web-01' },
        proxy: { ...healthyPlan.web.proxy, to: 'elsewhere' },
      },
      stopped: ['db'],
    };
    await withStack(
      plan,
      async ({ description }) => {
        await expect(visit(description, '/')).rejects.toMatchObject({ code: 'CERT_HAS_EXPIRED' });
        const local = { scheme: 'http', host: 'www.foobar.localhost', address: '127.0.0.1' } as const;
        expect(await visit(description, '/', local)).toMatchObject({ status: 502 });
        expect((await visit(description, '/static/style.css', local)).headers['x-served-by']).toBe('web-01');
        expect(partState(description, 'db')).toBe('down');
        expect(await isOpen('127.0.0.1', description.ports.db)).toBe(false);
      },
      standIns,
    );
  });
}
