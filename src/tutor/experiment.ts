import type { Fetched, Looks } from './looks.ts';
import type { PageKind, Part, Seen } from './types.ts';

/** What each part is called in front of a learner. */
const partName: Readonly<Record<Part, string>> = {
  web: 'Nginx',
  app: 'the application server',
  db: 'MySQL',
};

const failure: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection broken off',
  ETIMEDOUT: 'silence',
};

/** An answer or a failed request in a few words. */
export const fetched = ({ outcome, status, code = outcome }: Fetched): string =>
  outcome === 'answer' ? `${status ?? 0}` : `no answer (${failure[code] ?? code})`;

const kindOfAnswer = (page: Fetched): string => {
  if (page.outcome !== 'answer') return 'nothing';
  return (page.status ?? 0) >= 500 ? 'error' : (page.status ?? 0) >= 400 ? 'refused' : 'page';
};

const askAll = async (
  looks: Looks,
  kinds: readonly PageKind[],
): Promise<readonly { line: string; word: string }[]> => {
  const seen = [];
  for (const kind of kinds) {
    const page = await looks.fetch(looks.pages[kind]);
    seen.push({ line: `GET ${looks.pages[kind]}: ${fetched(page)}`, word: kindOfAnswer(page) });
  }
  return seen;
};

/** What is left of the site while one part is stopped. */
export const without = async (looks: Looks, part: Part, kinds: readonly PageKind[]): Promise<Seen> => {
  const before = await askAll(looks, kinds);
  const lines = ['With every part running:', ...before.map(({ line }) => `  ${line}`)];
  if (before.some(({ word }) => word !== 'page'))
    return { lines: [...lines, 'The lab was not healthy before, so nothing was stopped.'] };
  try {
    await looks.stopPart(part);
    const after = await askAll(looks, kinds);
    const stopped = [`With ${partName[part]} stopped:`, ...after.map(({ line }) => `  ${line}`)];
    return { lines: [...lines, ...stopped], answer: after.map(({ word }) => word).join('+') };
  } finally {
    await looks.startPart(part);
  }
};

/** Changes the program's file, and looks which version answers before and after a restart. */
export const newCode = async (looks: Looks): Promise<Seen> => {
  const changed = await looks.changeCode();
  const version = async (): Promise<string> =>
    (await looks.fetch(looks.pages.program)).body.includes(changed.marker) ? 'new' : 'old';
  try {
    const saved = await version();
    await looks.stopPart('app');
    await looks.startPart('app');
    const restarted = await version();
    return {
      lines: [
        `File changed on disk, nothing restarted: the ${saved} page.`,
        `Application server restarted: the ${restarted} page.`,
      ],
      answer: `${saved}+${restarted}`,
    };
  } finally {
    await changed.undo();
    await looks.stopPart('app');
    await looks.startPart('app');
  }
};
