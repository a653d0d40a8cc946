import type { Directive } from './nginx-directives.ts';
import type { NginxPass } from './seen/nginx.ts';

/** What counts at a level of a configuration for the programs to which it hands on. */
export interface NginxLevel {
  readonly setsHost: boolean;
  /** Bytes for the head of an answer, by the directive that hands on; none where Nginx's own size counts. */
  readonly buffers: Partial<Record<NginxPass['kind'], number>>;
}

/** A level with headers of its own has none of those above it (ngx_http_proxy_module, proxy_set_header). */
const setsHostAt = (directives: readonly Directive[], above: boolean): boolean => {
  const own = directives.filter(({ name }) => name === 'proxy_set_header');
  return own.length === 0 ? above : own.some(({ words: [called] }) => called?.toLowerCase() === 'host');
};

const bufferName = /^(proxy|fastcgi|uwsgi|scgi|grpc)_buffer_size$/;

const multiples: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 * 1024 };

/** `128`, `4k`, `1M` (ngx_parse_size). */
const bytesOf = (size: string): number | undefined => {
  const [, digits, unit = ''] = /^(\d{1,9})([kKmM]?)$/.exec(size) ?? [];
  return digits === undefined ? undefined : Number(digits) * (multiples[unit.toLowerCase()] ?? 1);
};

const buffersIn = (directives: readonly Directive[]): NginxLevel['buffers'] =>
  Object.fromEntries(
    directives.flatMap(({ name, words: [size = ''] }): [string, number][] => {
      const kind = bufferName.exec(name)?.[1];
      const bytes = bytesOf(size);
      return kind === undefined || bytes === undefined ? [] : [[kind, bytes]];
    }),
  );

const outermost: NginxLevel = { setsHost: false, buffers: {} };

export const levelAt = (directives: readonly Directive[], above: NginxLevel = outermost): NginxLevel => ({
  setsHost: setsHostAt(directives, above.setsHost),
  buffers: { ...above.buffers, ...buffersIn(directives) },
});

/** Of a directive that hands on, what the level at which it stands says. */
export const levelOf = (
  { setsHost, buffers }: NginxLevel,
  kind: NginxPass['kind'],
): Pick<NginxPass, 'setsHost' | 'headBytes'> => {
  const headBytes = buffers[kind];
  return {
    ...(kind === 'proxy' && setsHost ? { setsHost } : {}),
    ...(headBytes === undefined ? {} : { headBytes }),
  };
};
