import { defineMistake } from '../mistake.ts';
import { has, textOf } from '../reading.ts';
import { findClause } from '../wrong.ts';

const request = '\\bhttps? request\\b';
const lookup = '\\b(?:dns|domain(?: name)?|name)\\b.{0,25}\\b(?:resolv|translat|look|find|convert)\\w*';

/** First the request, then the name; "after DNS has found it" is the other order. */
const orders = [
  new RegExp(`${request}.{0,70}\\b(?:then|next|later|after that|after this|afterwards?)\\b.{0,30}${lookup}`),
  new RegExp(
    `\\brequest to (?:the |our |a )?(?:web ?)?(?:server|website|site|nginx)\\b.{0,20}\\b(?:then|next|later|after that|after this|afterwards?)\\b.{0,30}${lookup}`,
  ),
  new RegExp(`${request}.{0,30}\\bbefore\\b.{0,20}${lookup}`),
  new RegExp(`${lookup}.{0,20}\\bafter (?:the |an? |this )?https? request\\b`),
] as const;

export default defineMistake({
  find: (reading) =>
    findClause(
      reading,
      (clause) => !has(clause.words, 'no') && orders.some((order) => order.test(textOf(clause.words))),
    ),
  examples: {
    held: [
      'He first sends a request to the website, after that the DNS is resolved.',
      'The browser sends an HTTP request, then the DNS is looked up.',
      'The HTTP request is sent before the domain is resolved.',
      'The name is resolved by the DNS after the HTTP request has been sent.',
      'The browser first sends an HTTP request to the web server and after that DNS resolves the name.',
      'The user sends an HTTP request to the server, then the DNS translates the name.',
    ],
    notHeld: [
      'The browser sends a request to the DNS server, then the name is resolved.',
      'The name is resolved before the HTTP request is sent.',
      'After DNS gave the address, the browser sends the HTTP request.',
      'DNS resolves the name and then the browser sends an HTTP request to the server.',
      'The browser sends an HTTP request to the server after DNS has resolved the name.',
      'The browser asks DNS first and then sends an HTTP request to the server.',
      'An HTTP request is sent to the server, and then the server answers.',
    ],
  },
});
