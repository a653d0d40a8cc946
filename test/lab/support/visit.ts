import type { IncomingHttpHeaders } from 'node:http';
import http from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';
import type { LabDescription } from '../../../src/lab/description.ts';

export interface Page {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Wanted {
  readonly scheme?: 'http' | 'https';
  readonly host?: string;
  readonly address?: string;
  readonly headers?: Record<string, string>;
}

/** One request to the lab's site, as a visitor who knows its authority makes it. */
export const visit = (lab: LabDescription, path: string, wanted: Wanted = {}): Promise<Page> => {
  const { scheme = 'https', host = 'www.foobar.com', address = '127.0.0.2', headers = {} } = wanted;
  const options = {
    host: address,
    port: lab.ports[scheme],
    path,
    headers: { host: `${host}:${lab.ports[scheme]}`, ...headers },
    agent: false,
  };
  return new Promise((resolve, reject) => {
    const request =
      scheme === 'https'
        ? https.request({ ...options, servername: host, ca: lab.ca })
        : http.request(options);
    request.once('error', reject);
    request.once('response', (response) => {
      const { statusCode: status = 0, headers: received } = response;
      text(response).then((body) => resolve({ status, headers: received, body }), reject);
    });
    request.end();
  });
};

/** The front page's counter and tip. */
export const read = ({ body }: Page): { visits: number; tip: string } => ({
  visits: Number(/<b id="visits">(\d+)<\/b>/.exec(body)?.[1]),
  tip: /<p id="tip">(.*)<\/p>/.exec(body)?.[1] ?? '',
});
