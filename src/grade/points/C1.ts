import { isAdvice } from '../advice.ts';
import { aboutIssue, failsAndStops, failsUnnamed, isAlone, labelled, stops } from '../issues.ts';
import { definePoint, full, half, none } from '../point.ts';
import { has } from '../reading.ts';

export default definePoint({
  title: 'the single point of failure',
  judge: (reading) => {
    const about = aboutIssue(reading, 'SPOF');
    const said = about.find(
      (clause) => failsAndStops(clause) || isAlone(clause) || (stops(clause) && has(clause.words, 'site')),
    );
    const told = said ?? reading.own.find((clause) => failsUnnamed(clause) && !isAdvice(clause));
    if (told) return full('it says what fails and what follows, or why', told);
    const named = about[0] ?? labelled(reading, 'SPOF');
    return named
      ? half('it is named, but not what fails and what follows', named)
      : none('no single point of failure is named');
  },
  examples: {
    full: [
      'SPOF: the failure of the only server leads to a total failure',
      'SPOF: if the server fails, the whole website is down.',
      'There is a single point of failure because we have only one server.',
      'When the database crashes, the site stops working.',
      'A crash of the server makes the site unreachable.',
      'SPOF: all is in one server, if it crash we lost everything.',
      'Single point of failure: when one of the components stop working the website will not work.',
      'There is only one server so it is a SPOF.',
      'There is a single point of failure due to the single-server setup.',
      'SPOF: with only one server, nothing takes over.',
      'All depends on one machine. In case of breakdown the customer will see nothing.',
      'When the database crashes, users cannot reach the site.',
      'Any of them can go wrong, and there is not a second one. SPOF!',
      'SPOF: if the server spoil the whole site go off',
      'If the server is down the website is not accessible.',
      'The SPOF is the server because we have no backup.',
      'SPOF: If there is a problem with the server, the users cannot reach the website.',
      'Since we have one server, any failure will take down the whole infrastructure. This is a SPOF.',
      'SPOF - the database server: in case it fails, the whole site stop',
      'Any component that fails makes the system unavailable (single point of failure).',
      'SPOF: no redundancy in the system.',
      'No redundancy: when the host is gone, the site is gone.',
      'The server is a single point of failure. If it goes down, the website goes down.',
      'SPOF\nIf the web server fails then the entire website is inaccessible',
      'if this server go down so the website go down too',
      'A single point of failure is a part of the system that if it fails will stop the entire system from working.',
      'SPOF: this means that failing of one part makes all fail, as there is just one of each.',
      'Just one fault makes the whole system stop.',
      'A hardware failure on the server would bring the entire site down.',
      "If something happens to the server, the website won't be reachable.",
      'The part of the system that, when it fails, stops the entire system.',
      'If the server goes down, the site goes down as well.',
    ],
    half: [
      'The single server is a point of failure.',
      'SPOF (single point of failure)',
      'The server is a SPOF.',
      'SPOF: Single Point Of Failure.',
      'There are multiple SPOF in this infrastructure.',
      'The web server and the database are SPOF.',
      'SPOF is an issue.',
      'Problems: a SPOF in the server, the site is offline during maintenance, and it does not scale.',
      'SPOF: a single point of failure with only one server.',
      'This one-server infrastructure has a single point of failure.',
      'Single point of failure on our single server.',
      'SPOF. A second server would help to avoid it.',
    ],
    none: [
      'The site is slow.',
      'We have one server.',
      'The website goes down during maintenance.',
      'One server hosts the site.',
      'The page is slow when traffic grows.',
      'Add a second server to avoid a single point of failure.',
      'A spare machine would help to eliminate the SPOF.',
      'The application server answers when something happens.',
      'A fault in the code of a page makes it stop.',
      'When something happens in the browser, the page is not shown.',
    ],
  },
});
