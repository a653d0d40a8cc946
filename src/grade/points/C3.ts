import { aboutIssue, grows, isPair, restarts } from '../issues.ts';
import { definePoint, full, half, none } from '../point.ts';
import { has, isDenied, textOf, type Clause } from '../reading.ts';

const isSaid = (clause: Clause): boolean =>
  (clause.topic === 'SCALE' && has(clause.words, 'slow', 'limited')) ||
  isPair(clause.words, 'traffic', 'slow') ||
  isPair(clause.words, 'traffic', 'limited') ||
  (has(clause.words, 'scale') && has(clause.words, 'limited', 'slow'));

/** "It cannot handle much traffic": the issue without its name. */
const cannotHandle = (clause: Clause): boolean =>
  clause.kind !== 'diagram' &&
  has(clause.words, 'traffic') &&
  clause.words.some(
    (word, at) =>
      /^(?:handl|support|serv|cop|accept|manag|tak|hold|absorb|bear|resist)\w*/.test(word.plain) &&
      isDenied(clause, at),
  );

export default definePoint({
  title: 'no scaling with too much traffic',
  judge: (reading) => {
    const about = aboutIssue(reading, 'SCALE');
    const told =
      about.find(isSaid) ??
      reading.own.find(
        (clause) =>
          clause.topic === undefined &&
          grows.test(textOf(clause.words)) &&
          !restarts(clause) &&
          isSaid(clause),
      );
    if (told) return full('it says what is limited, or what happens with too much traffic', told);
    const named = about[0] ?? reading.own.find(cannotHandle);
    return named
      ? half('it is named, but not why or what happens', named)
      : none('nothing is said of scaling');
  },
  examples: {
    full: [
      'Scaling: one server has limited resources.',
      'With too many visitors the server becomes slow and crashes.',
      'It cannot scale because there is only one server.',
      'Cannot scale: one server cannot handle a lot of requests at once.',
      'If the traffic increases, the server will be overloaded.',
      'It is not scalable because we only have one server.',
      'The server has limited CPU and RAM so when many users come it becomes slow.',
      'Too much traffic can crash the server.',
      'Scalability: no load balancer to share the requests.',
      'With high traffic the website becomes slow.',
      'Scaling: when there is too many requests the server can go down',
      'We cannot scale since the web server, app server and database share the same machine.',
      'A traffic spike will overwhelm the single server.',
      'Scale: resources of the server are limited',
      'If there are too many incoming requests the server may not respond and crash',
      'Only one server can not support a big traffic',
      'cannot scale: the server will be exhausted',
      'No scaling - a lot of traffic -> one server cannot serve all -> slow',
      'One box can only take so many readers before pages take forever.',
      'Scale: when come many traffic the server can not support because he is alone',
      'A wave of visitors can fill up the memory.',
      'When there is a lot of traffic the users wait a long time for the pages.',
    ],
    half: [
      'The design is not scalable.',
      'It cannot handle high traffic.',
      'The infrastructure cannot scale.',
      'It cannot handle a lot of traffic.',
      'Scaling is not possible.',
      'No scalability.',
    ],
    none: [
      'The site is down in maintenance.',
      'Nginx handles traffic.',
      'The user sends a request to one server.',
      'The site is down when we deploy.',
      'One server has limited resources.',
    ],
  },
});
