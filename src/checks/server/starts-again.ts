import { absent, defineCheck, found, ok, unknown, type Example, type Judgement } from '../../model/check.ts';
import { behindNginx, mainsOf } from '../../model/arrow.ts';
import { asIs, change, together } from '../../model/example.ts';
import type { InsideEvidence } from '../../model/inside.ts';
import type { UnitSeen, UnitsSeen } from '../../model/seen/units.ts';
import type { Target } from '../../model/target.ts';
import { homeOf, startsAlone } from '../../model/units.ts';
import { isDatabase, isNginx } from '../../model/servers.ts';

type Cause = 'nginx-disabled' | 'program-disabled' | 'program-by-hand' | 'database-disabled';

interface Part {
  readonly name: string;
  readonly pid: number;
  readonly whenDisabled: Cause;
  readonly whenByHand?: Cause;
}

type Seen = { readonly units: UnitsSeen } & Partial<
  Pick<InsideEvidence, 'nginx' | 'listeners' | 'processes'>
>;

/** What runs of the site; what does not run has a check of its own. */
const partsOf = ({ units, nginx, listeners, processes }: Seen, { site }: Target): readonly Part[] => {
  const grouped = new Set(units.groups.map(({ pid }) => pid));
  const running = (processes?.processes ?? []).filter(({ pid }) => grouped.has(pid));
  const web = running.find(isNginx);
  const database = running.find(isDatabase);
  const behind = nginx && listeners ? mainsOf(behindNginx(nginx, listeners, site.ascii)) : [];
  const programs = behind.filter((one) => !isNginx(one) && !isDatabase(one));
  return [
    ...(web ? [{ name: 'Nginx', pid: web.pid, whenDisabled: 'nginx-disabled' as const }] : []),
    ...programs.map(({ name, pid }) => ({
      name: `the program (${name}, process ${pid})`,
      pid,
      whenDisabled: 'program-disabled' as const,
      whenByHand: 'program-by-hand' as const,
    })),
    ...(database
      ? [{ name: 'the database', pid: database.pid, whenDisabled: 'database-disabled' as const }]
      : []),
  ];
};

const judgeUnit = ({ name, whenDisabled }: Part, unit: UnitSeen, units: UnitsSeen): Judgement<Cause> => {
  const state = `systemd calls ${unit.id}, to which ${name} belongs, ${unit.file ?? 'a unit without a file'}`;
  const starts = startsAlone(unit, units);
  if (starts === undefined)
    return unknown(
      unit.id,
      `${state}: whether something else starts it with the machine was not seen`,
      `See what starts it: systemctl list-dependencies --reverse ${unit.id}`,
    );
  return starts
    ? ok(unit.id, `${unit.id}, to which ${name} belongs, is started with the machine`)
    : found(whenDisabled, unit.id, `${state}, and nothing else that was seen starts it with the machine`);
};

const judgePart = (part: Part, units: UnitsSeen): Judgement<Cause> => {
  const path = units.groups.find(({ pid }) => pid === part.pid)?.path;
  const home = path === undefined ? undefined : homeOf(path);
  const unit = home?.is === 'service' ? units.units.find(({ id }) => id === home.unit) : undefined;
  // systemd-run makes it, and it has no file (systemctl(1), is-enabled).
  if (unit && unit.file !== 'transient') return judgeUnit(part, unit, units);
  const byHand = home?.is === 'by-hand' ? home.scope : unit?.id;
  if (byHand !== undefined && part.whenByHand)
    return found(
      part.whenByHand,
      part.name,
      `${part.name} belongs to ${byHand}, which somebody started by hand, and to no service that lasts`,
    );
  const where = byHand ?? (home?.is === 'other' ? home.what : 'no service that was seen');
  return unknown(
    part.name,
    `${part.name} belongs to ${where}, so what starts it with the machine was not seen`,
  );
};

const units = (edit: (held: UnitsSeen) => Partial<UnitsSeen>): Example =>
  change('units', (held) => ({ ...held, ...edit(held) }));

const unit = (id: string, patch: Partial<UnitSeen>): Example =>
  units((held) => ({ units: held.units.map((one) => (one.id === id ? { ...one, ...patch } : one)) }));

const disabled = { file: 'disabled', isWanted: false } as const;

const programIn = (path: string): Example =>
  units(({ groups }) => ({ groups: groups.map((one) => (one.pid === 300 ? { ...one, path } : one)) }));

export default defineCheck({
  claim: false,
  needs: ['units'],
  uses: ['nginx', 'listeners', 'processes'],
  judge(seen, { target }): Judgement<Cause>[] {
    const parts = partsOf(seen, target);
    return parts.length === 0
      ? [absent(target.site.shown, 'nothing of the site was seen running on this server')]
      : parts.map((part) => judgePart(part, seen.units));
  },
  causes: {
    'nginx-disabled': { status: 'warn', strength: 'confirmed', example: unit('nginx.service', disabled) },
    'program-disabled': { status: 'warn', strength: 'confirmed', example: unit('shop.service', disabled) },
    'program-by-hand': {
      status: 'warn',
      strength: 'confirmed',
      example: programIn('/user.slice/user-1000.slice/session-3.scope'),
    },
    'database-disabled': {
      status: 'warn',
      strength: 'confirmed',
      example: unit('mariadb.service', disabled),
    },
  },
  examples: {
    ok: [
      asIs,
      // A socket starts it.
      together(
        unit('shop.service', { ...disabled, triggers: ['shop.socket'] }),
        units((held) => ({
          units: [...held.units, ...held.units.slice(0, 1).map((one) => ({ ...one, id: 'shop.socket' }))],
        })),
      ),
    ],
    unknown: [
      unit('shop.service', { ...disabled, triggers: ['shop.socket'] }),
      programIn('/system.slice/cron.service'),
      programIn('/system.slice/docker-0a1b.scope'),
      programIn('/'),
      // Somebody typed `sudo nginx`.
      units(({ groups }) => ({
        groups: groups
          .map((one) => ({ ...one, path: '/user.slice/user-0.slice/session-1.scope' }))
          .slice(0, 1),
      })),
      // Nothing of the site runs.
      together(
        change('processes', (held) => ({ ...held, processes: [] })),
        change('listeners', (held) => ({ ...held, listeners: [] })),
      ),
    ],
  },
});
