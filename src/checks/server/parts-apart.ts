import { defineCheck, found, ok, unknown, type Judgement } from '../../model/check.ts';
import { asIs, change } from '../../model/example.ts';
import { sharesOf, type Share } from '../../model/shares.ts';

type Cause = 'one-machine';

const gibibytes = (kib: number): string => `${(kib / 1_048_576).toFixed(1)} GiB`;

const mebibytes = (kib: number): string => `${Math.round(kib / 1024)} MiB`;

const shownShare = ({ name, rssKiB, cpuPercent }: Share): string =>
  `${name} up to ${mebibytes(rssKiB)} and ${cpuPercent.toFixed(0)} % of a processor`;

const withoutLinks = change('links', (held) => ({ ...held, links: [] }));

const toElsewhere = change('links', (held) => ({
  ...held,
  links: held.links.map((one) => ({ ...one, to: '198.51.100.20' })),
}));

export default defineCheck({
  claim: false,
  needs: ['processes', 'listeners', 'nginx', 'links', 'resources'],
  uses: [],
  judge({ resources, ...seen }, { target: { site } }): Judgement<Cause>[] {
    const shares = sharesOf(seen, site.ascii);
    const hasAll = (['web', 'app', 'db'] as const).every((part) => shares.some((one) => one.part === part));
    if (hasAll)
      return [
        found(
          'one-machine',
          site.shown,
          `one machine with ${gibibytes(resources.memory.totalKiB)} of memory carries everything: ${shares.map(shownShare).join(', ')}, since they were started`,
        ),
      ];
    const isElsewhere = seen.links.links.length > 0 && !shares.some(({ part }) => part === 'db');
    return [
      isElsewhere
        ? ok(site.shown, 'the program is connected to a database that does not run on this machine', 'likely')
        : unknown(
            site.shown,
            'not all three parts were seen at work on this machine',
            'Look again with --sudo, while somebody uses the site',
          ),
    ];
  },
  causes: {
    'one-machine': { status: 'note', strength: 'confirmed', example: asIs },
  },
  examples: { ok: [toElsewhere], unknown: [withoutLinks] },
});
