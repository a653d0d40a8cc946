import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { request } from 'node:http';
import type { ProxyPlan } from '../../plan.ts';

/** What came back from the application, or why nothing did. */
export type Forwarded = IncomingMessage | 'bad-gateway' | 'timeout';

/** Headers that concern one connection only (RFC 9110 §7.6.1). */
const perConnection = new Set(['connection', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade']);

export const passedOn = (headers: IncomingMessage['headers']): OutgoingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !perConnection.has(name)));

const forwardedHeaders = (from: IncomingMessage, host: string, scheme: string): OutgoingHttpHeaders => {
  const client = from.socket.remoteAddress ?? '';
  const before = from.headers['x-forwarded-for'];
  return {
    ...passedOn(from.headers),
    host,
    'x-real-ip': client,
    'x-forwarded-for': before === undefined ? client : `${String(before)}, ${client}`,
    'x-forwarded-proto': scheme,
    connection: 'close',
  };
};

/** Hands a request to the application and waits for the head of its answer. */
export const forward = (
  from: IncomingMessage,
  to: ServerResponse,
  {
    port,
    host,
    scheme,
    patience,
  }: { port: number; host: string; scheme: string } & Pick<ProxyPlan, 'patience'>,
): Promise<Forwarded> =>
  new Promise((resolve) => {
    const { method, url } = from;
    const headers = forwardedHeaders(from, host, scheme);
    const asked = request({ host: '127.0.0.1', port, method, path: url, headers, agent: false });
    const late = setTimeout(() => {
      resolve('timeout');
      asked.destroy();
    }, patience * 1000);
    asked.once('response', (answer) => {
      clearTimeout(late);
      resolve(answer);
    });
    asked.once('error', () => {
      clearTimeout(late);
      resolve('bad-gateway');
    });
    to.once('close', () => asked.destroy());
    from.pipe(asked);
  });
