import { once } from 'node:events';
import { chmod } from 'node:fs/promises';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer, request } from 'node:http';
import { join } from 'node:path';
import { json, text } from 'node:stream/consumers';
import { codeOf, LabError } from './errors.ts';

/** Who runs the lab, and who wants it changed, are two processes: they talk through a socket in the lab's directory. */

const socketOf = (directory: string): string => join(directory, 'control.sock');

/** What came of an order: its result, or a sentence for people. */
type Reply<T> =
  { readonly done: T } | { readonly failed: { readonly says: string; readonly advice: string } };

const replyTo = async <T>(order: unknown, obey: (order: unknown) => Promise<T>): Promise<Reply<T>> => {
  try {
    return { done: await obey(order) };
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    return { failed: { says: error.message, advice: error.advice } };
  }
};

const handle = async (
  from: IncomingMessage,
  to: ServerResponse,
  obey: (order: unknown) => Promise<unknown>,
): Promise<void> => {
  try {
    to.end(JSON.stringify(await replyTo(await json(from), obey)));
  } catch (error) {
    to.statusCode = 500;
    to.end(JSON.stringify(String(error)));
  }
};

/** Obeys what comes through the socket, for as long as the lab lives. Only its user may reach it. */
export const openControl = async (
  directory: string,
  obey: (order: unknown) => Promise<unknown>,
): Promise<Disposable> => {
  const server: Server = createServer((from, to) => void handle(from, to, obey));
  server.listen(socketOf(directory));
  await once(server, 'listening');
  await chmod(socketOf(directory), 0o600);
  return {
    [Symbol.dispose]: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

const post = (socketPath: string, body: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const asked = request({ socketPath, method: 'POST', path: '/', agent: false });
    asked.once('response', resolve);
    asked.once('error', reject);
    asked.end(body);
  });

const notListening = (error: unknown): LabError =>
  new LabError(
    `The lab does not take orders (${codeOf(error) ?? 'unknown'}).`,
    'Start it again: infra-tutor lab down && infra-tutor lab up',
    { cause: error },
  );

/**
 * Gives an order to the lab in this directory and waits until it has been carried out.
 * @throws {LabError} when the lab says no, or is gone
 */
export const order = async <T>(directory: string, what: object): Promise<T> => {
  const response = await post(socketOf(directory), JSON.stringify(what)).catch((error: unknown) => {
    throw notListening(error);
  });
  const said = await text(response).catch((error: unknown) => {
    throw notListening(error);
  });
  if (response.statusCode !== 200) throw new Error(`the lab failed: ${said}`);
  const reply = JSON.parse(said) as Reply<T>;
  if ('failed' in reply) throw new LabError(reply.failed.says, reply.failed.advice);
  return reply.done;
};
