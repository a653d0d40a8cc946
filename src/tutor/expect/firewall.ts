import * as v from 'valibot';
import { fail, skipped, success, type Kind, type SeenFirewall } from './kind.ts';

/** What ufw lets in on the server: these ports over TCP, and nothing else. */
export interface FirewallExpectation {
  readonly only: readonly number[];
}

const port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));
const verdict = v.picklist(['allow', 'deny', 'reject']);

const shape = v.strictObject({ only: v.pipe(v.array(port), v.minLength(1)) });

const seenShape = v.strictObject({
  ufw: v.exactOptional(
    v.strictObject({
      isActive: v.boolean(),
      incoming: v.exactOptional(verdict),
      rules: v.array(
        v.strictObject({
          verdict: v.optional(verdict, 'allow'),
          family: v.optional(v.picklist([4, 6]), 4),
          ports: v.exactOptional(v.strictObject({ from: port, to: port })),
          isLimited: v.optional(v.boolean(), false),
          isUnclear: v.exactOptional(v.literal(true)),
        }),
      ),
    }),
  ),
});

type Ufw = NonNullable<SeenFirewall['ufw']>;

const shown = ({ ports }: Ufw['rules'][number]): string => {
  if (!ports) return 'every port';
  return ports.from === ports.to ? String(ports.from) : `${ports.from}-${ports.to}`;
};

const seenOf = ({ isActive, incoming, rules }: Ufw): string => {
  const allowed = [...new Set(rules.filter((one) => one.verdict === 'allow').map(shown))].join(', ');
  return `ufw is ${isActive ? 'on' : 'off'}${incoming === undefined ? '' : `, incoming: ${incoming}`}, allowed: ${allowed || 'nothing'}`;
};

/** The first rule that fits wins (ufw(8), RULE SYNTAX). */
const allows = ({ rules, incoming }: Ufw, number: number): boolean => {
  const rule = rules.find(
    ({ family, ports, isLimited, isUnclear }) =>
      family === 4 && !isLimited && !isUnclear && (!ports || (ports.from <= number && number <= ports.to)),
  );
  return (rule?.verdict ?? incoming) === 'allow';
};

const isWanted = (only: readonly number[], { ports }: Ufw['rules'][number]): boolean =>
  ports !== undefined &&
  ports.to - ports.from < only.length &&
  only.includes(ports.from) &&
  only.includes(ports.to);

export const firewall: Kind<'firewall', FirewallExpectation> = {
  see: 'firewall',
  shape,
  seenShape,
  asks: () => [{ see: 'firewall' }],
  options: () => ['--ssh USER@HOST', '--sudo'],
  key: () => 'firewall',
  says: ({ only }) => `ufw is on, denies what comes in, and allows ${only.join(', ')} alone`,
  judge(
    { only },
    [
      {
        seen: { ufw },
      },
    ],
  ) {
    if (!ufw)
      return skipped(
        'There is no ufw on this server, or it may not be read: only the administrator may, add --sudo.',
      );
    const says = seenOf(ufw);
    if (!ufw.isActive)
      return fail(
        'inactive',
        says,
        'ufw is off. First sudo ufw allow 22/tcp, then sudo ufw enable: in the other order you lock yourself out.',
      );
    const closed = only.find((one) => !allows(ufw, one));
    if (closed !== undefined)
      return fail(
        'port-not-allowed',
        says,
        closed === 22
          ? 'Port 22 is not let in: your next SSH login would fail. Stay logged in, and type sudo ufw allow 22/tcp now.'
          : `Port ${closed} is not let in. sudo ufw allow ${closed}/tcp does it.`,
      );
    if (ufw.incoming === 'allow')
      return fail(
        'allows-by-default',
        says,
        'What no rule names is let in. sudo ufw default deny incoming turns it round; keep the rule for port 22.',
      );
    const more = ufw.rules.find((one) => one.verdict === 'allow' && !isWanted(only, one));
    return more
      ? fail(
          'more-allowed',
          says,
          `More is let in than the task names (${shown(more)}). sudo ufw status numbered shows the rules, sudo ufw delete NUMBER takes one back.`,
        )
      : success(says);
  },
};
