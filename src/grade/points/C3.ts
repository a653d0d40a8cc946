import { isAdvice } from '../advice.ts';
import { aboutIssue, grows, labelled, restarts } from '../issues.ts';
import { isLimited, suffers } from '../limits.ts';
import { definePoint, full, half, none } from '../point.ts';
import { has, isDenied, textOf, type Clause } from '../reading.ts';

const isOf = (clause: Clause): boolean =>
  clause.topic === 'SCALE' || has(clause.words, 'scale') || grows.test(textOf(clause.words));

/** "If the server fails, the site is down": without any traffic, that is another weakness. */
const isFailure = ({ words }: Clause): boolean =>
  /\b(?:if|when|once|whenever|in case|should) .{0,40}\b(?:fails?|crash\w*|dies|breaks?|(?:is|goes) (?:down|offline))\b/.test(
    textOf(words),
  ) && !grows.test(textOf(words));

const isSaid = (clause: Clause): boolean =>
  isOf(clause) && !isFailure(clause) && (isLimited(clause) || suffers(clause));

const roles = new Set(['WEB', 'APP', 'DB', 'DOMAIN', 'RECORD', 'COMM', 'CODE']);

const carries =
  /^(?:handl|support|serv|cop|accept|accommodat|accomodat|manag|tak|hold|absorb|bear|resist|receiv|sustain)\w*/;

/** "Hard to handle", "may struggle with", "is not able to". */
const hard =
  /\b(?:struggl\w*|fail\w*|hard|difficult\w*|challeng\w*|problems?|issues?|trouble|inab\w*|unable|impossible)\b/;

/** The load of a product that is described is no weakness of this design. */
const isHard = ({ words, topic }: Clause): boolean =>
  !roles.has(topic ?? '') &&
  grows.test(textOf(words)) &&
  hard.test(textOf(words)) &&
  !/\b(?:solv|address|overcom)/.test(textOf(words));

/** "It can only serve so many". */
const isOnlySo = ({ words, topic }: Clause, at: number): boolean =>
  !roles.has(topic ?? '') &&
  words[at - 1]?.plain === 'only' &&
  /\b(?:limit\w*|certain|so|few|small|some|fixed|maximum)\b/.test(textOf(words.slice(at + 1, at + 6)));

/** "It cannot handle much traffic": the issue without its name. */
const cannotHandle = (clause: Clause): boolean =>
  clause.kind !== 'diagram' &&
  !isAdvice(clause) &&
  has(clause.words, 'traffic') &&
  clause.words.some(
    (word, at) =>
      (carries.test(word.plain) && (isDenied(clause, at) || isHard(clause) || isOnlySo(clause, at))) ||
      (word.plain.startsWith('struggl') && isHard(clause)),
  );

/** How many words a bare name has at most: "Scalability." among the problems. */
const bareName = 2;

/** "MySQL is known for its scalability" praises a product: what is a weakness is denied, hard or too much. */
const isWeakness = (clause: Clause): boolean => {
  const text = textOf(clause.words);
  return (
    clause.topic === 'SCALE' ||
    has(clause.words, 'no', 'spof', 'downtime') ||
    (hard.test(text) && !roles.has(clause.topic ?? '')) ||
    /\b(?:limit\w*|poor\w*|lack\w*|bad\w*|too|only|un\w*scal\w*)\b/.test(text) ||
    suffers(clause) ||
    has(clause.words, 'down') ||
    clause.words.filter(({ isMark }) => !isMark).length <= bareName
  );
};

/** Behind what is told of another issue, the next one may begin without a name. */
const isIssue = (topic: string): boolean => /^(?:SPOF|DOWN|SCALE)$/.test(topic);

/** Told without its name, in any part of the text. */
const isUnnamed = (clause: Clause): boolean =>
  (cannotHandle(clause) && isSaid(clause)) ||
  ((clause.topic === undefined || (isIssue(clause.topic) && !clause.own)) &&
    clause.kind !== 'diagram' &&
    !isAdvice(clause) &&
    !has(clause.words, 'spof', 'downtime') &&
    grows.test(textOf(clause.words)) &&
    !restarts(clause) &&
    (suffers(clause) || (isLimited(clause) && isWeakness(clause))));

export default definePoint({
  title: 'no scaling with too much traffic',
  judge: (reading) => {
    const about = aboutIssue(reading, 'SCALE').filter(isWeakness);
    const told = about.find(isSaid) ?? reading.own.find(isUnnamed);
    if (told) return full('it says what is limited, or what happens with too much traffic', told);
    const named = about[0] ?? reading.own.find(cannotHandle) ?? labelled(reading, 'SCALE');
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
      'Scalability limits: no load distribution.',
      'It does not scale: in a peak there is no memory left.',
      'Limited scalability due to a single server.',
      'Too many guests are a problem for the limit of the machine: growth is not possible.',
      'Cannot scale: we would have to add servers, but there is only one server.',
      'A sudden burst of visitors could be too much for the server, which results in errors.',
      'Increased loads are hard: no load balancer.',
      'It cannot scale: the server has a limit of memory.',
    ],
    half: [
      'The design is not scalable.',
      'It cannot handle high traffic.',
      'The infrastructure cannot scale.',
      'It cannot handle a lot of traffic.',
      'Scaling is not possible.',
      'No scalability.',
      'Scalability: it is limited.',
      'Problems: a SPOF in the server, the site is offline during a deployment, and it does not scale.',
      'The setup struggles to scale with a high load.',
      'It is not able to scale when traffic exceeds the capacity of our server.',
      'Not scalable. A load balancer and more servers would help to share the requests.',
      'Cannot scale: add a load balancer.',
      'This design fails to handle heavy traffic.',
      'It cannot scale. If the server fails, the site is down.',
      "The server has a limit on the requests it can take, so it doesn't scale.",
      "It's unable to handle increasing traffic.",
      'The server can only serve a small number of users at once.',
    ],
    none: [
      'The site is down in maintenance.',
      'Nginx handles traffic.',
      'The user sends a request to one server.',
      'The site is down when we deploy.',
      'One server has limited resources.',
      'Consider more servers for better scalability.',
      'Later we could introduce a cluster to scale under high load.',
      'Nginx is known for speed, scalability and many concurrent connections.',
      'A server is a machine that gives many clients its services.',
      'MySQL has the scalability that a shop of any size needs.',
      'The application server is unable to handle static files.',
      'One server loads the code.',
    ],
  },
});
