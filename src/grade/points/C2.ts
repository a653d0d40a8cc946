import { aboutIssue, restarts, stops } from '../issues.ts';
import { definePoint, full, half, none } from '../point.ts';
import { has, says, textOf, type Clause } from '../reading.ts';

const isWrongReason = (clause: Clause): boolean =>
  /\b(?:one|single|same) (?:set of )?(?:code ?base|codes?)\b/.test(textOf(clause.words));

const isWork = (clause: Clause): boolean =>
  has(clause.words, 'maintenance') || says(clause.words, /deploy|updat|upgrad|maint/i);

const isSaid = (clause: Clause): boolean => !isWrongReason(clause) && (restarts(clause) || stops(clause));

export default definePoint({
  title: 'downtime during maintenance',
  judge: (reading) => {
    const about = aboutIssue(reading, 'DOWN', 'downtime');
    const told = about.find(isSaid) ?? reading.own.find((clause) => isWork(clause) && isSaid(clause));
    if (told) return full('it says what is stopped, or that the site cannot be reached meanwhile', told);
    const [named] = about;
    return named ? half('it is named, but not why it happens', named) : none('no downtime is named');
  },
  examples: {
    full: [
      'Downtime: the web server is restarted for new code and the site is offline.',
      'When we deploy, users cannot access the site.',
      'During maintenance the website is unavailable.',
    ],
    half: ['Downtime during maintenance.', 'Maintenance causes downtime.'],
    none: ['The site is slow with much traffic.'],
  },
});
