import { defineMistake } from '../mistake.ts';
import { textOf } from '../reading.ts';
import { findClause } from '../wrong.ts';

export default defineMistake({
  find: (reading) =>
    findClause(reading, ({ words }) =>
      /\bhttps? request\b.{0,60}\b(?:server|nginx)\b.{0,30}\b(?:then|after that|afterwards|and after)\b.{0,30}\b(?:dns|domain name|name)\b.{0,25}\b(?:resolv|translat|look|find|convert)\w*/.test(
        textOf(words),
      ),
    ),
  examples: {
    held: [
      'The browser first sends an HTTP request to the web server and after that DNS resolves the name.',
      'The user sends an HTTP request to the server, then the DNS translates the name.',
    ],
    notHeld: [
      'DNS resolves the name and then the browser sends an HTTP request to the server.',
      'The browser sends an HTTP request to the server after DNS has resolved the name.',
      'The browser asks DNS first and then sends an HTTP request to the server.',
      'An HTTP request is sent to the server, and then the server answers.',
    ],
  },
});
