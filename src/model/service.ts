/** Services in which the server speaks first, by the start of what it says. */
const greetings: readonly (readonly [start: RegExp, service: string])[] = [
  // RFC 4253 §4.2
  [/^SSH-\d/, 'SSH'],
  // A packet of MySQL: length, number 0, then protocol 10 or an error (Protocol::HandshakeV10, ERR_Packet).
  // eslint-disable-next-line no-control-regex -- these are bytes, not text
  [/^[\s\S]{3}\x00[\x0a\xff]/, 'a MySQL or MariaDB database'],
  // RFC 5321 §3.1, RFC 959 §5.4
  [/^220[ -]/, 'a server for mail or files (SMTP or FTP)'],
  // RFC 1939 §4, RFC 9051 §7.1
  [/^\+OK /, 'a mailbox (POP3)'],
  [/^\* OK/, 'a mailbox (IMAP)'],
];

/** What a service is called that says this first, where the bytes leave no doubt. */
export const serviceSaying = (firstBytes = ''): string | undefined =>
  greetings.find(([start]) => start.test(firstBytes))?.[1];

/** An answer to a request for a page in plain HTTP (RFC 9112 §4). */
export const isHttpAnswer = (firstBytes = ''): boolean => /^HTTP\/\d/.test(firstBytes);
