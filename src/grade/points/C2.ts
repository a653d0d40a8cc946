import { isAdvice } from '../advice.ts';
import { aboutIssue, labelled, stops } from '../issues.ts';
import { isFailure, isForeign, isForLack, isWork, mustRestart } from '../maintenance.ts';
import { definePoint, full, half, none } from '../point.ts';
import { has, textOf, type Clause, type Reading } from '../reading.ts';

const isWrongReason = (clause: Clause): boolean =>
  /\b(?:one|single|same) (?:set of )?(?:code ?base|codes?)\b/.test(textOf(clause.words));

/** "When the server breaks down, there is downtime", where maintenance is asked for: named, and with another reason. */
const isOnlyFailure = (clause: Clause): boolean =>
  isFailure(clause) && !isWork(clause) && !mustRestart(clause) && !isForLack(clause);

const isSaid = (clause: Clause): boolean =>
  !isWrongReason(clause) &&
  !isOnlyFailure(clause) &&
  (mustRestart(clause) || stops(clause) || isForLack(clause));

/** "We have to restart it, and in that time visitors get an error": without the issue's name, and not after a failure. */
const interrupts = (clause: Clause, next: Clause | undefined): boolean => {
  const told = next?.unit === clause.unit ? [clause, next] : [clause];
  const isOther = told.some((one) => isFailure(one) || one.topic === 'SCALE');
  return mustRestart(clause) && told.some(stops) && !isOther;
};

/** "Any failure leads to downtime" is told of a single point of failure, "too much traffic" of scaling: no work is done there. */
const isOfAnother = (clause: Clause): boolean => {
  if (isWork(clause)) return false;
  const isTraffic = isFailure(clause) && has(clause.words, 'traffic');
  return isTraffic || (clause.topic !== 'DOWN' && (isFailure(clause) || clause.topic === 'SCALE'));
};

const units = (clauses: readonly Clause[]): ReadonlySet<number> => new Set(clauses.map(({ unit }) => unit));

/** The student's own clauses about this site. */
const ownOf = ({ own }: Reading): readonly Clause[] => {
  const foreign = units(own.filter(isForeign));
  return own.filter((clause) => !foreign.has(clause.unit) && clause.kind !== 'diagram' && !isAdvice(clause));
};

export default definePoint({
  title: 'downtime during maintenance',
  judge: (reading) => {
    const own = ownOf(reading);
    const about = aboutIssue(reading, 'DOWN').filter((clause) => !isOfAnother(clause));
    const told =
      about.filter(({ index }) => own.some((one) => one.index === index)).find(isSaid) ??
      own.find((clause) => isWork(clause) && isSaid(clause) && !(isForLack(clause) && !stops(clause))) ??
      own.find((clause, at) => interrupts(clause, own[at + 1]));
    if (told) return full('it says what is stopped, or that the site cannot be reached meanwhile', told);
    const named = about[0] ?? labelled(reading, 'DOWN');
    return named ? half('it is named, but not why it happens', named) : none('no downtime is named');
  },
  examples: {
    full: [
      'Downtime: we have to bring the site down in order to update.',
      'Downtime: the web server is restarted for new code and the site is offline.',
      'When we deploy, users cannot access the site.',
      'During maintenance the website is unavailable.',
      'Downtime = at each deployment the site is not reachable since Nginx restarts.',
      'users are not able to use the site when maintenance is going on',
      'Downtime: when we update the code we need to stop the server.',
      'When maintenance is needed, the website will be unavailable.',
      'During deployment the web server must be restarted which leads to downtime.',
      'Downtime: users cannot access the website during the update',
      'If we want to deploy new code, we must restart Nginx and the site goes down.',
      'Downtime when maintenance: the site is offline for some minutes.',
      'Any maintenance requires to take the server offline.',
      'Downtime: to make an upgrade the services are interrupted.',
      'While we do maintenance no one can use the website.',
      'For deploying new version the server has to be shut down',
      'Maintenance: restarting web server = site is not reachable',
      'Since there is one server, when we maintain it the website is down.',
      'downtime - the website will not be available when we are doing some changes',
      'When the app restarts after a deploy, visitors see an error page.',
      'We have to restart the app server and in that time visitors get an error.',
      'Downtime during maintenance: the whole website have to be taken down',
      'Maintenance such as an update that requires a restart of Nginx causes downtime.',
      'There is no way to use the website while we deploy.',
      'During maintenance there is downtime, because there is no other server.',
      'Restarting the application server causes downtime when we deploy.',
      'Downtime when maintenance is needed (an update needs the services to be restarted).',
      "Downtime in maintenance, since we can't move visitors to another server.",
      'When maintenance is due, there is downtime. Therefore users cannot reach the site.',
      'Downtime, especially during deployments: the site is offline.',
    ],
    half: [
      'Downtime during maintenance.',
      'Maintenance causes downtime.',
      'Downtime when deploying.',
      'There will be downtime during maintenance.',
      'Maintenance is a problem: downtime.',
      'Downtime during maintenance (e.g. a restart of Nginx).',
      'There can be downtime in maintenance, such as deploying a new version and restarting the app.',
      'Downtime comes with maintenance, like restarts and updates.',
      'Downtime for maintenance: in a factory, it is the time in which the machines are stopped.',
      'Updates cause downtime.',
      'There is downtime in maintenance. Rolling updates can minimize this interruption.',
      'Downtime during deployment: use two servers so that the site stays online.',
      'Downtime during maintenance, particularly when one restarts Nginx.',
      'There is downtime in maintenance. So a load balancer is good.',
      '## Downtime during maintenance\nWhen the server falls, there is a downtime.',
    ],
    none: [
      'The site is slow with much traffic.',
      'The server fails and the site is down.',
      'SPOF: when the one server breaks, the entire service is gone.',
      'If our machine crashes, no service is left.',
      'If the database breaks, the site is not available until it is repaired.',
      'SPOF: any failure of the server leads to downtime for all users.',
      'Zero downtime is what a cluster has.',
      'Too much traffic leads to downtime and nobody can use the site.',
      'Too many visitors make the site unavailable.',
      'MySQL maintains data.',
      'Application server: installs and hosts applications, and breaks the work into steps.',
    ],
  },
});
