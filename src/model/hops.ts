/**
 * The boxes of the diagram, in the order in which a request meets them.
 * Each hop has one claim: the sentence that `ok` stands for.
 */
export const hops = ['user', 'dns', 'server', 'tls', 'web', 'app', 'code', 'db'] as const;

export type Hop = (typeof hops)[number];

/** Where a check lives: a hop of the diagram, or the computer that looks at it. */
export type Place = Hop | 'tester';

export const places: readonly Place[] = ['tester', ...hops];

interface HopMeaning {
  /** The word in the box. */
  readonly label: string;
  /** What `ok` means for this hop. */
  readonly claim: string;
  /** The observation that settles the hop when nothing could be seen. */
  readonly toConfirm: string;
}

export const meaning: Readonly<Record<Hop, HopMeaning>> = {
  user: {
    label: 'Browser',
    claim: 'the name is usable',
    toConfirm: 'Type a name that the public DNS can hold.',
  },
  dns: {
    label: 'DNS',
    claim: 'the name resolves to an address that visitors can use',
    toConfirm: 'Ask a resolver that answers: --resolver IP.',
  },
  server: {
    label: 'Server',
    claim: 'the address accepts TCP connections',
    toConfirm: 'Try from another network, or look on the server which ports are listening: ss -ltn',
  },
  tls: {
    label: 'TLS',
    claim: 'the certificate is valid for this name',
    toConfirm: 'Look at the certificate by hand: openssl s_client -connect HOST:443 -servername HOST',
  },
  web: {
    label: 'Web server',
    claim: 'a web server answers',
    toConfirm: 'Ask for the page by hand: curl -v http://HOST/',
  },
  app: {
    label: 'App server',
    claim: 'an answer that a program made comes back',
    toConfirm: 'Name a page that your program makes: --path /page',
  },
  code: {
    label: 'Code base',
    claim: 'the files that the program runs are the ones you think',
    toConfirm:
      'Look from the server itself: --ssh USER@HOST. By hand, there: find the process of the program (ps aux), then its folder: sudo readlink /proc/PID/cwd',
  },
  db: {
    label: 'Database',
    claim: 'the database finishes a handshake',
    toConfirm: 'Give a way in, so that the database can be asked from the server itself: --ssh USER@HOST',
  },
};
