import { createServer } from 'node:http';
import { look } from '../../support/inspect.ts';
import { listening } from '../../support/servers/peer.ts';
import { staged, type Stage } from '../../support/stage.ts';
import { closed, targetFor } from '../../support/target.ts';
import { witness } from '../../support/witness.ts';
import { expect, test } from 'vitest';

const hours = (count: number): string => new Date(Date.now() + count * 3_600_000).toUTCString();

/** A web server that says this in each of its answers. */
const saying = async (stage: Stage, headers: Readonly<Record<string, string>>) => {
  const http = await listening(
    stage,
    createServer((_, response) => {
      response.writeHead(200, { server: 'nginx', 'content-type': 'text/html', ...headers });
      response.end('<h1>Shop</h1>');
    }),
  );
  return targetFor({ ports: { ...closed, http } });
};

witness('tester/clock/off', async (stage) => saying(stage, { date: hours(-2) }), {
  also: ['tls/offered/plain-only'],
});

test.concurrent(
  'an answer from a cache says when it was written, not what time it is',
  staged(async (stage) => {
    const { report } = await look(await saying(stage, { date: hours(-2), age: '7200' }));
    expect(report.findings.find(({ id }) => id === 'tester/clock')?.cause).toBeUndefined();
  }),
);
