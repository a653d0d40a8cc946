import { aboutIssue, restarts, stops } from '../issues.ts';
import { definePoint, full, half, none } from '../point.ts';
import { has, says, textOf, type Clause } from '../reading.ts';

const isWrongReason = (clause: Clause): boolean =>
  /\b(?:one|single|same) (?:set of )?(?:code ?base|codes?)\b/.test(textOf(clause.words));

/** What a part does all day ("installs applications", "updates the rows") is no maintenance. */
const roles = new Set(['WEB', 'APP', 'DB', 'DOMAIN', 'RECORD', 'COMM', 'CODE']);

const isWork = ({ words, topic }: Clause): boolean =>
  (has(words, 'maintenance') && !roles.has(topic ?? '')) || says(words, /deploy|updat|upgrad|maint/i);

const isSaid = (clause: Clause): boolean => !isWrongReason(clause) && (restarts(clause) || stops(clause));

/** "We have to restart it, and in that time visitors get an error": without the issue's name, and not after a failure. */
const interrupts = (clause: Clause, next: Clause | undefined): boolean => {
  const told = next?.unit === clause.unit ? [clause, next] : [clause];
  const isFailure = told.some(({ words }) => /\b(?:crash|fail|die|break|broke|traffic)/.test(textOf(words)));
  return restarts(clause) && told.some(stops) && !isFailure;
};

export default definePoint({
  title: 'downtime during maintenance',
  judge: (reading) => {
    const about = aboutIssue(reading, 'DOWN');
    const told =
      about.find(isSaid) ??
      reading.own.find((clause) => isWork(clause) && isSaid(clause)) ??
      reading.own.find((clause, at) => interrupts(clause, reading.own[at + 1]));
    if (told) return full('it says what is stopped, or that the site cannot be reached meanwhile', told);
    const [named] = about;
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
    ],
    half: [
      'Downtime during maintenance.',
      'Maintenance causes downtime.',
      'Downtime when deploying.',
      'There will be downtime during maintenance.',
      'Maintenance is a problem: downtime.',
    ],
    none: [
      'The site is slow with much traffic.',
      'The server fails and the site is down.',
      'SPOF: when the one server breaks, the entire service is gone.',
      'If our machine crashes, no service is left.',
      'Too many visitors make the site unavailable.',
      'MySQL maintains data.',
      'Application server: installs and hosts applications, and breaks the work into steps.',
    ],
  },
});
