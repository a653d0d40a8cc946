import type { HttpExchange, HttpSeen, Visit } from '../model/evidence.ts';
import type { Unobserved } from '../model/probe.ts';
import type { Probe } from '../model/probe.ts';
import type { World } from './world.ts';

const answered = ({ visits }: HttpSeen): Visit | undefined =>
  visits.find(({ end, steps }) => end === 'answer' && steps.at(-1)?.url.startsWith('https:')) ??
  visits.find(({ end }) => end === 'answer');

const whyNot = ({ visits }: HttpSeen): Unobserved => {
  const untrusted = visits.some(({ end }) => end === 'untrusted');
  return untrusted
    ? { unobserved: 'the certificate is not valid, so no page was asked for over it', blockedBy: 'tls' }
    : { unobserved: 'the web server gave no page', blockedBy: 'web' };
};

export default {
  vantage: 'outside',
  needs: ['http'],
  plan: ({ site, ports, path }) =>
    (['http', 'https'] as const).map((scheme) => ({
      probe: 'app',
      protocol: 'tcp',
      to: site.shown,
      port: ports[scheme],
      why: path ? `the page ${path}, twice` : 'the front page once more: does a program make it anew?',
    })),
  async look(target, { http }, { gate, userAgent }) {
    if (!http) return { unobserved: 'no web server answered', blockedBy: 'web' };
    const last = answered(http)?.steps.at(-1);
    if (!last) return whyNot(http);
    const { askHttp } = await import('../net/http.ts');
    const url = target.path ? new URL(target.path, last.url) : new URL(last.url);
    const ask = (): Promise<HttpExchange> =>
      askHttp(gate, { probe: 'app', url, address: last.address, userAgent });
    const first = target.path ? await ask() : last;
    return { named: target.path !== undefined, answers: [first, await ask()] };
  },
} satisfies Probe<'app', 'http', World>;
