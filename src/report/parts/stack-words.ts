import { harmlessDeep } from '../../model/harmless.ts';
import { hops, meaning } from '../../model/hops.ts';
import type { Report, Status } from '../../model/report.ts';
import { cut, listed } from './lines.ts';
import { marks } from './mark.ts';
import type { Arrow, Box, Stack } from './stack.ts';

/** What the words beside the marks mean; in a legend stand those that occur. */
const statusWords: Readonly<Record<Status, string>> = {
  ok: 'it was seen to hold',
  warn: 'it works, and should not stay like this',
  broken: 'it was seen to fail',
  unknown: 'it could not be seen',
  blocked: 'it waits for a box before it',
  skipped: 'it was left out, or is not part of this site',
  error: 'a mistake in infra-tutor',
};

export const legend = ({ boxes }: Stack): readonly string[] => {
  const found = new Set(hops.map((hop) => boxes[hop].status));
  return [
    'Solid line: seen. Dashed line: not seen, or nothing came through.',
    ...(Object.keys(statusWords) as Status[])
      .filter((status) => found.has(status))
      .map((status) => `${status}: ${statusWords[status]}.`),
  ];
};

/** The first line in a box: its name, its mark and its word. */
export const headOf = ({ label, status }: Box): string => `${label}: ${marks[status].unicode} ${status}`;

/** Whose picture it is, when it was looked at and from where. */
export const heading = (unsafe: Report): readonly [title: string, ...string[]] => {
  const { evidence, interrupted, takenAt, target } = harmlessDeep(unsafe);
  const where =
    evidence.shell?.state === 'open' ? 'from outside and from the server itself' : 'from outside only';
  const parts = target.standIns.map((hop) => meaning[hop].label);
  return [
    `${cut(target.site.shown, 180)}${target.standsFor === 'lab' ? ' (the lab on this computer)' : ''}`,
    `Looked at ${takenAt.toISOString().slice(0, 16).replace('T', ' ')} UTC, ${where}`,
    ...(parts.length > 0 ? [`Stand-ins of ours, not the real software: ${listed(parts)}`] : []),
    ...(interrupted ? ['Interrupted: this is what was seen until then'] : []),
  ];
};

/** What the picture comes to. */
export const outcome = (unsafe: Report): readonly string[] => {
  const { findings, firstBroken, tester } = harmlessDeep(unsafe);
  if (tester.status === 'broken')
    return ['The network of this computer is in the way; nothing is said about the server.'];
  if (!firstBroken) return [];
  const cause = findings.find(
    ({ id, subject, cause: name }) =>
      id === firstBroken.finding && subject === firstBroken.subject && name === firstBroken.cause,
  );
  const why = cause ? ` ${cut(cause.says ?? cause.because, 240)}` : '';
  return [`First broken box: ${meaning[firstBroken.hop].label}.${why}`];
};

const boxWords = ({ label, status, says }: Box): string => `${label}: ${status}. ${says}.`;

const arrowWords = ({ from, to, says, seen }: Arrow): string =>
  `From ${meaning[from].label} to ${meaning[to].label}${seen ? '' : ' (dashed)'}: ${says.join('; ')}.`;

/** The whole picture in words, for who hears it. */
export const told = (report: Report, stack: Stack): string =>
  [
    ...heading(report).map((line) => `${line}.`),
    ...hops.map((hop) => boxWords(stack.boxes[hop])),
    'The boxes Web server, App server, Code base and Database stand inside the box Server.',
    ...Object.values(stack.arrows).map(arrowWords),
    ...outcome(report),
    ...legend(stack),
  ].join(' ');
