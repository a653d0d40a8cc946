import { defineMistake } from '../mistake.ts';
import { has, is, isDenied, textOf } from '../reading.ts';
import { findClause } from '../wrong.ts';

export default defineMistake({
  find: (reading) =>
    findClause(reading, (clause) => {
      const { words } = clause;
      const text = textOf([...clause.label, ...words]);
      if (
        /\b(?:one machine|one server|single server|could|should|would|can|need|needs|solution|solve[ds]?|solving|fix|instead|add|adding|if|future|recommend\w*|improve\w*|better|avoid|prevent|mitigate|without|no|not|lack\w*|unlike|missing|absence|never|n't|task|next|require[sd]?|implement\w*|must|hard|difficult|impossible)\b/.test(
          text,
        )
      )
        return false;
      const balancer = words.findIndex((word) => is(word, 'LB'));
      if (has(words, 'no')) return false;
      if (has(clause.label, 'LB') && /\b(?:both|two|2|our) (?:\w+ )?servers\b/.test(text)) return true;
      const several =
        /\b(?:two|three|2|3|several|multiple) (?:web |physical |identical |backend |virtual |different )?(?:servers|machines|nginx servers|vms)\b/.test(
          text,
        );
      if (!several && balancer < 0) return false;
      // "Three servers: the web server, the application server and MySQL" are programs.
      const areParts = has(words, 'WEB') && has(words, 'APP', 'DB');
      if (several && balancer >= 0) return !areParts;
      if (areParts && balancer < 0) return false;
      if (['SPOF', 'DOWN', 'SCALE'].includes(clause.topic ?? '')) return false;
      return balancer < 0
        ? several &&
            /\b(?:our|we|have|has|to|composed|consists?|on|of|is|are|uses?|distribut\w*)\b/.test(text)
        : !isDenied(clause, balancer) &&
            /\b(?:distribut\w*|forward\w*|sends?|balances?|receiv\w*|arriv\w*|our|we have|we use|to|haproxy|spread\w*)\b/.test(
              text,
            );
    }),
  examples: {
    held: [
      'The infrastructure has 2 servers and a load balancer.',
      'Load balancer (HAProxy): distributes the traffic to both servers.',
      'The load balancer distributes the requests to our two servers.',
      'Our design has two servers.',
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
    ],
  },
});
