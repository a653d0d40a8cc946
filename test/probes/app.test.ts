import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { lookWith, openPorts } from '../support/looking.ts';
import { listening } from '../support/servers/peer.ts';
import { staged, type Stage } from '../support/stage.ts';
import { closed, siteName, targetFor } from '../support/target.ts';

/** A program that counts its visitors, after a redirect. */
const counter = async (stage: Stage) => {
  const asked: (string | undefined)[] = [];
  const server = createServer(({ url }, response) => {
    asked.push(url);
    if (url === '/') response.writeHead(302, { location: '/home' });
    response.end(`visitor ${asked.length}`);
  });
  const port = await listening(stage, server);
  return {
    asked,
    target: targetFor({ ports: { ...closed, http: port } }),
    url: `http://${siteName}:${port}`,
  };
};

test.concurrent(
  'asks once more for the page at which the visit ended',
  staged(async (stage) => {
    const { asked, target, url } = await counter(stage);
    const { seen: http } = await lookWith('http', target, { tcp: openPorts(target) });
    const { seen } = await lookWith('app', target, { http });
    expect(asked).toEqual(['/', '/home', '/home']);
    expect(seen.named).toBe(false);
    expect(seen.answers.map((answer) => [answer.url, answer.body])).toEqual([
      [`${url}/home`, 'visitor 2'],
      [`${url}/home`, 'visitor 3'],
    ]);
  }),
);

test.concurrent(
  'asks twice for a page that was named',
  staged(async (stage) => {
    const { asked, target } = await counter(stage);
    const named = { ...target, path: '/visits?page=2' };
    const { seen: http } = await lookWith('http', named, { tcp: openPorts(named) });
    const { seen } = await lookWith('app', named, { http });
    expect(asked).toEqual(['/', '/home', '/visits?page=2', '/visits?page=2']);
    expect(seen.named).toBe(true);
  }),
);
