/**
 * Every deadline and cap of a run, in one place. Deadlines are milliseconds from the start of the step, not
 * idle timers: a peer that sends one byte a second does not stretch them. Caps are bytes, or how many of a thing.
 */
export const limits = {
  dns: { attempt: 2_000, attempts: 2, walkAttempt: 1_500, walkSteps: 16, records: 256, zoneServers: 4 },
  tcp: { connect: 4_000, addresses: 4 },
  tls: { handshake: 5_000, names: 100 },
  firstBytes: { wait: 2_000, bytes: 64 },
  http: {
    head: 10_000,
    body: 5_000,
    bodyBytes: 65_536,
    wireBytes: 1_048_576,
    wireWatch: 50,
    headerBytes: 32_768,
    informational: 20,
    redirects: 10,
  },
  mysql: { exchange: 4_000, bytes: 65_536, greetingBytes: 4_096, firstBytes: 64 },
  ssh: { connect: 10_000, end: 500, lastWords: 100, wordsBytes: 4_096 },
  shell: { command: 5_000, bytes: 262_144, errorBytes: 8_192 },
  run: 30_000,
} as const;
