import { fetched } from './experiment.ts';
import type { Fetched, Looks } from './looks.ts';
import type { Seen } from './types.ts';

const cookie = (page: Fetched): string | undefined =>
  page.headers.find(([name]) => name === 'set-cookie')?.[1].split(';')[0];

/** Cookies are long; their beginning tells them apart. */
const shown = (page: Fetched): string => {
  const set = cookie(page);
  return set === undefined ? 'sets no cookie' : `sets the cookie ${set.slice(0, 16)}...`;
};

/** The same page twice, the second time as if nothing had been. */
export const secondVisit = async (looks: Looks): Promise<Seen> => {
  const pages = [await looks.fetch(looks.pages.data), await looks.fetch(looks.pages.data)] as const;
  const lines = pages.map(
    (page, index) => `${index + 1}. GET ${looks.pages.data}: ${fetched(page)}, ${shown(page)}`,
  );
  const [first, second] = [cookie(pages[0]), cookie(pages[1])];
  return {
    lines,
    ...(first === undefined
      ? {}
      : { answer: second === undefined ? 'known' : second === first ? 'same' : 'new' }),
  };
};

/** Paths on this site that a page makes the browser ask for. */
const filesOf = ({ body }: Fetched): readonly string[] => [
  ...new Set(
    Array.from(
      body.slice(0, 65_536).matchAll(/<(?:link|img|script)\s[^<>]{0,200}?(?:href|src)="(\/[^"<>]{0,200})"/g),
    ).map(([, path = '']) => path),
  ),
];

const barColumns = 20;
const bar = (from: number, to: number, whole: number): string => {
  const [start, end] = [from, to].map((ms) => Math.round((ms / whole) * barColumns)) as [number, number];
  return (
    '.'.repeat(start) +
    '#'.repeat(Math.max(1, end - start)) +
    '.'.repeat(Math.max(0, barColumns - Math.max(end, start + 1)))
  );
};

/** Where the time of one request went: connection, encryption, waiting, receiving. */
const waterfall = ({ times: { connected, secured, firstByte, total } }: Fetched): string[] => {
  const ends = [
    ['connection', connected],
    ['TLS', secured],
    ['waiting', firstByte],
    ['receiving', total],
  ] as const;
  let from = 0;
  return ends.flatMap(([phase, to]) => {
    if (to === undefined) return [];
    const line = `${bar(from, to, total)} ${phase} ${(to - from).toFixed(1)} ms`;
    from = to;
    return line;
  });
};

/** A page, where its time went, and what the browser has to ask for after it. */
export const pageFiles = async (looks: Looks): Promise<Seen> => {
  const page = await looks.fetch(looks.pages.data);
  if (page.outcome !== 'answer') return { lines: [`GET ${looks.pages.data}: ${fetched(page)}`] };
  const files = filesOf(page);
  const lines = [
    `1. GET ${looks.pages.data}: ${fetched(page)}`,
    ...waterfall(page).map((line) => `   ${line}`),
  ];
  for (const [index, path] of files.entries())
    lines.push(`${index + 2}. GET ${path}, because the page names it: ${fetched(await looks.fetch(path))}`);
  return { lines, answer: files.length > 0 ? 'more' : 'one' };
};
