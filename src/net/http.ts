import type { Socket } from 'node:net';
import type { Dispatcher } from 'undici';
// The client alone, without fetch, caches and WebSockets: it loads in 25 ms instead of 67 (Node 20, minimum of five).
import Client from 'undici/lib/dispatcher/client.js';
import type { Endpoint } from '../model/address.ts';
import type { HttpExchange, HttpFailure, HttpTimes } from '../model/seen/http.ts';
import type { ProbeId } from '../model/evidence.ts';
import { deadline, since, timeUp, whenLate } from './deadline.ts';
import { codeOf } from './error-code.ts';
import { noteFirstBytes } from './first-bytes.ts';
import type { Gate } from './gate.ts';
import { bodyText } from './http-body.ts';
import { limits } from './limits.ts';
import { connectTcp } from './tcp.ts';
import { verifiedTls } from './tls.ts';

export interface HttpAsk {
  readonly probe: ProbeId;
  readonly method?: 'GET' | 'HEAD';
  /** Absolute; its port is the one that is dialled. */
  readonly url: URL;
  /** The address that is dialled: nothing is looked up here. */
  readonly address: string;
  readonly userAgent: string;
}

/** Ends a request early, with the word for why. */
class Ended extends Error {
  override readonly name = 'Ended';
  readonly failure: HttpFailure;
  readonly code: string | undefined;
  constructor(failure: HttpFailure, code?: string) {
    super(failure);
    this.failure = failure;
    this.code = code;
  }
}

/** The run was ended, or this part of the answer had its time. */
const endedBy = (signal: AbortSignal): Ended =>
  timeUp(signal) === 'cut-short' ? new Ended('cut-short') : new Ended('silent', 'ETIMEDOUT');

interface Progress {
  connected?: number;
  secured?: number;
  firstByte?: number;
  informational: number;
  /** Bytes that came over the wire so far, whatever they were. */
  received: () => number;
  /** The other side has closed the connection. */
  hungUp: boolean;
  /** The first bytes that came, once there is a connection on which a page can be asked for. */
  heard?: () => string;
}

interface Answer {
  readonly status: number;
  readonly headers: HttpExchange['headers'];
  readonly body: Buffer;
  readonly cut: boolean;
  readonly unfinished: boolean;
}

const portOf = (url: URL): number => Number(url.port) || (url.protocol === 'https:' ? 443 : 80);

const counted = (socket: Socket, progress: Progress): Socket => {
  progress.received = () => socket.bytesRead;
  return socket;
};

/** undici asks for a socket; it gets one that our gate let through, to exactly one address. */
const connector = (gate: Gate, ask: HttpAsk, progress: Progress, start: number) => {
  const open = async (): Promise<Socket> => {
    const connection = await connectTcp(gate, {
      probe: ask.probe,
      address: ask.address,
      port: portOf(ask.url),
    });
    if (connection.state === 'cut-short') throw new Ended('cut-short');
    if (connection.state !== 'open') throw new Ended('connect', connection.code ?? connection.state);
    progress.connected = since(start);
    connection.socket.once('end', () => (progress.hungUp = true));
    if (ask.url.protocol !== 'https:') {
      progress.heard = noteFirstBytes(connection.socket);
      return counted(connection.socket, progress);
    }
    const host = ask.url.hostname.replace(/^\[|\]$/g, '');
    const shaken = await verifiedTls(gate, connection.socket, host);
    if ('outcome' in shaken)
      throw shaken.outcome === 'cut-short' ? new Ended('cut-short') : new Ended('tls', shaken.code);
    progress.secured = since(start);
    shaken.socket.once('end', () => (progress.hungUp = true));
    progress.heard = noteFirstBytes(shaken.socket);
    return counted(shaken.socket, progress);
  };
  return (_: unknown, done: (error: Error | null, socket: Socket | null) => void): void => {
    open().then(
      (socket) => done(null, socket),
      (error: unknown) => done(error as Error, null),
    );
  };
};

const flat = (headers: Readonly<Record<string, string | string[] | undefined>>): HttpExchange['headers'] =>
  Object.entries(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value ?? '']).map((one) => [name.toLowerCase(), one] as const),
  );

const failureOf = (error: unknown, progress: Progress): Ended => {
  if (error instanceof Ended) return error;
  const code = codeOf(error);
  if (code === 'HTTPParserError' || code.startsWith('HPE_')) return new Ended('not-http', code);
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return new Ended('too-big', code);
  // undici itself hangs up at 100 and 101, which nobody asked for: that is not the server's closing.
  if (code === 'UND_ERR_SOCKET' && !progress.hungUp) return new Ended('failed', 'INFORMATIONAL');
  if (code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE')
    return new Ended('closed', code);
  return new Ended(progress.connected === undefined ? 'connect' : 'failed', code);
};

/**
 * Receives one answer: its head under one deadline, its body under another, and no more bytes than the cap. Both begin
 * when their part is due: connecting and TLS have deadlines of their own.
 */
const receive = (
  client: Dispatcher,
  ask: HttpAsk,
  progress: Progress,
  start: number,
  outer: AbortSignal,
): Promise<Answer> => {
  let limit: ReturnType<typeof deadline> | undefined;
  let watch: NodeJS.Timeout | undefined;
  /** Of what comes before a head (empty lines), or between the bytes of a body, nothing is told here. */
  const watchWire = (controller: Dispatcher.DispatchController): void => {
    watch = setInterval(() => {
      if (progress.received() > limits.http.wireBytes) controller.abort(new Ended('too-big', 'WIRE'));
    }, limits.http.wireWatch);
  };
  const within = (ms: number, controller: Dispatcher.DispatchController): void => {
    limit?.stop();
    const { signal } = (limit = deadline(ms, outer));
    whenLate(signal, () => controller.abort(endedBy(signal)));
  };
  return new Promise<Answer>((resolve, reject) => {
    // Copied: a slice would keep all that came with it, and a byte can come with a kilobyte of chunk extension.
    const body = Buffer.alloc(limits.http.bodyBytes);
    let size = 0;
    let answer: Pick<Answer, 'status' | 'headers'> | undefined;
    const finish = (how: { cut?: boolean; unfinished?: boolean } = {}): void => {
      if (answer)
        resolve({
          ...answer,
          body: body.subarray(0, size),
          cut: how.cut ?? false,
          unfinished: how.unfinished ?? false,
        });
    };
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart: (controller) => {
        within(limits.http.head, controller);
        watchWire(controller);
      },
      onResponseStart: (controller, status, headers) => {
        if (status < 200) {
          progress.informational += 1;
          if (progress.informational > limits.http.informational)
            controller.abort(new Ended('too-big', 'INFORMATIONAL'));
          return;
        }
        progress.firstByte = since(start);
        answer = { status, headers: flat(headers) };
        within(limits.http.body, controller);
      },
      onResponseData: (controller, chunk) => {
        const kept = chunk.copy(body, size);
        size += kept;
        if (kept === chunk.length && progress.received() <= limits.http.wireBytes) return;
        finish({ cut: true });
        controller.abort(new Ended('too-big', 'BODY'));
      },
      onResponseEnd: () => finish(),
      onResponseError: (_, error) => {
        finish({ unfinished: true });
        reject(error);
      },
    };
    const { method = 'GET', url, userAgent } = ask;
    client.dispatch(
      {
        path: url.pathname + url.search,
        method,
        headers: { host: url.host, 'user-agent': userAgent, accept: '*/*', 'accept-encoding': 'identity' },
      },
      handler,
    );
  }).finally(() => {
    limit?.stop();
    clearInterval(watch);
  });
};

const byHand = ({ url, address, method }: HttpAsk): string => {
  const at = address.includes(':') ? `[${address}]` : address;
  const host = url.hostname;
  const pin = host === address || host === `[${address}]` ? '' : ` --resolve ${host}:${portOf(url)}:${at}`;
  return `curl -s${method === 'HEAD' ? 'I' : 'i'}${pin} '${url.href.replace(/'/g, '%27')}'`;
};

const headerOf = (headers: HttpExchange['headers'], name: string): string | undefined =>
  headers.find(([held]) => held === name)?.[1];

/** One request over one fresh connection to one address; redirects are the caller's matter. */
export const askHttp = async (gate: Gate, ask: HttpAsk): Promise<HttpExchange> => {
  const start = performance.now();
  const progress: Progress = { informational: 0, received: () => 0, hungUp: false };
  const endpoint: Endpoint = { address: ask.address, port: portOf(ask.url) };
  const client = new Client(ask.url.origin, {
    connect: connector(gate, ask, progress, start) as never,
    pipelining: 1,
    maxHeaderSize: limits.http.headerBytes,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const times = (): HttpTimes => {
    const { connected, secured, firstByte } = progress;
    return {
      ...(connected === undefined ? {} : { connected }),
      ...(secured === undefined ? {} : { secured }),
      ...(firstByte === undefined ? {} : { firstByte }),
      total: since(start),
    };
  };
  const common = { ...endpoint, url: ask.url.href, command: byHand(ask) };
  try {
    const { status, headers, body, cut, unfinished } = await receive(
      client,
      ask,
      progress,
      start,
      gate.signal,
    );
    const { text, cut: undecoded } = bodyText(body, headerOf(headers, 'content-encoding'));
    const seen = { body: text, bodyCut: cut || undecoded, bodyUnfinished: unfinished };
    return { ...common, outcome: 'answer', status, headers, ...seen, times: times() };
  } catch (error) {
    const { failure, code } = failureOf(error, progress);
    const nothing = { headers: [], body: '', bodyCut: false, bodyUnfinished: false };
    const firstBytes = failure === 'not-http' ? (progress.heard?.() ?? '') : '';
    return {
      ...common,
      outcome: failure,
      ...(code ? { code } : {}),
      ...nothing,
      ...(firstBytes ? { firstBytes } : {}),
      times: times(),
    };
  } finally {
    void client.destroy().catch(() => {});
  }
};
