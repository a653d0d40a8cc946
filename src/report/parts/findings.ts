import { saidOnce } from '../../model/alike.ts';
import type { Finding } from '../../model/report.ts';
import type { Screen } from '../../model/screen.ts';
import { wrapped } from './lines.ts';

/** The same thing at several addresses is one thing. */
const alike = (findings: readonly Finding[]): Finding[][] => {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.id}/${finding.cause ?? finding.status}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()];
};

/** Findings under a heading, one entry for each cause; nothing when there are none. */
export const findingLines = (heading: string, findings: readonly Finding[], screen: Screen): string[] => {
  const entries = alike(findings).map((group) => {
    const [{ id, cause, ignored } = { id: '' }] = group;
    const name = ignored?.id ?? (cause === undefined ? id : `${id}/${cause}`);
    return wrapped(`${saidOnce(group.map(({ because }) => because)).join('; ')} (${name})`, screen, '  - ');
  });
  return entries.length > 0 ? ['', heading, ...entries] : [];
};
