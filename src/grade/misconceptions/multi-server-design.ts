import { isElsewhere, isOfDesign } from '../elsewhere.ts';
import { defineMistake } from '../mistake.ts';
import { has, is, textOf, type Clause, type Reading } from '../reading.ts';
import { findClause } from '../wrong.ts';

const several =
  /\b(?:two|three|four|2|3|4|several|multiple|both) (?:web |physical |identical |backend |virtual |different |application |nginx |separate )*(?:servers|machines|vms)\b/;

/** As many as are counted are there; "multiple servers" are what a balancer is for, wherever it stands. */
const counted = /\b(?:two|three|four|2|3|4|both) (?:\w+ )?(?:servers|machines|vms)\b/;

const one = /\b(?:one|single|1|same|only) (?:\w+ )?(?:machine|server|box|vm)\b/;

/** "These two servers": the web server and the application server may be meant, of which one spoke before. */
const pointed = /\b(?:both|the two|the three|these|those) (?:\w+ ){0,2}(?:servers|machines|vms)\b/;

/** It spreads the requests: what stands in the way of each of them, in this design. */
const spreads =
  /^(?:distributes?|forwards?|sends?|balances?|receives?|gets?|takes?|spreads?|accepts?|routes?|shares?)$/;

/** "Three servers: the web server, the application server and MySQL" are programs. */
const areParts = (clause: Clause): boolean => has(clause.words, 'WEB') && has(clause.words, 'APP', 'DB');

/** The definite one, or the one that a label names: "a load balancer distributes ..." says what it is in general. */
const isThisBalancer = (clause: Clause): boolean => {
  const at = clause.words.findIndex((word) => is(word, 'LB'));
  const isDefinite = at > 0 && /^(?:the|our|my)$/.test(clause.words[at - 1]?.plain ?? '');
  return (
    (has(clause.label, 'LB') || isDefinite) &&
    clause.words.slice(Math.max(0, at)).some(({ plain }) => spreads.test(plain))
  );
};

const isHeld = (reading: Reading, clause: Clause): boolean => {
  const text = textOf([...clause.label, ...clause.words]);
  if (one.test(text) || isElsewhere(reading, clause)) return false;
  if (['SPOF', 'DOWN', 'SCALE'].includes(clause.topic ?? '')) return false;
  const isSeveral = several.test(text);
  if (isSeveral && isOfDesign(clause) && (has(clause.words, 'LB') || !pointed.test(text)))
    return !areParts(clause);
  return isThisBalancer(clause) && counted.test(text) && !areParts(clause);
};

export default defineMistake({
  find: (reading) => findClause(reading, (clause) => isHeld(reading, clause)),
  examples: {
    held: [
      'The infrastructure has 2 servers and a load balancer.',
      'Load balancer (HAProxy): distributes the traffic to both servers.',
      'The load balancer distributes the requests to our two servers.',
      'Our design has two servers.',
      'There are three servers in this design and a load balancer (HAProxy).',
      'This infrastructure consists of 2 web servers and a load balancer.',
      'We use multiple servers to host the site.',
      'We use HAProxy as load balancer which sends the traffic to two web servers.',
    ],
    notHeld: [
      'Our machine has three servers: Nginx, Gunicorn and MySQL.',
      "We don't have two servers.",
      'There is no load balancer.',
      'It could be solved with a load balancer and two servers.',
      'It cannot scale because there is no second server and no load balancer.',
      'We can add a load balancer to scale.',
      'A second server would solve it.',
      'The web server and the application server are two servers on one machine.',
      'Unlike a design with two servers, we have one.',
      'It has no load balancer to distribute the requests.',
      'Load balancer: distributes traffic to many servers, it is needed to solve this issue.',
      'Consider load balancers, several servers or the cloud for more traffic.',
      'Load balancer: put one in front of multiple servers so that it spreads the requests.',
      'To address these issues we could do more:\n\nLoad balancer: it distributes the traffic to several servers.',
      '## Solutions\n- The load balancer distributes the requests to two servers.',
      'A load balancer distributes requests to multiple servers.',
      'Horizontal scaling means that our site is on several servers behind a load balancer.',
      'Use two servers and a load balancer.',
      'Large sites have several servers.',
      'Nginx and Gunicorn run side by side. In our design these two servers talk over a socket.',
      'This lets both servers do what they are good at.',
      'There are multiple servers on the internet, and ours is one of them.',
      'Load balancer: distributes traffic across multiple servers.',
      'The request of the user reaches our servers.',
      'The database server and the web servers of a company are different machines.',
    ],
  },
});
