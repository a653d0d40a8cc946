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

/** Where else the same was found, unless the sentence would be the same there. */
const elsewhere = ([first, ...others]: readonly Finding[]): string => {
  const subjects = others.filter(({ because }) => because !== first?.because).map(({ subject }) => subject);
  return subjects.length > 0 ? `; the same for ${[...new Set(subjects)].join(', ')}` : '';
};

/** Findings under a heading, one entry for each cause; nothing when there are none. */
export const findingLines = (heading: string, findings: readonly Finding[], screen: Screen): string[] => {
  const entries = alike(findings).map((group) => {
    const [{ because, id, cause, ignored } = { because: '', id: '' }] = group;
    const name = ignored?.id ?? (cause === undefined ? id : `${id}/${cause}`);
    return wrapped(`${because}${elsewhere(group)} (${name})`, screen, '  - ');
  });
  return entries.length > 0 ? ['', heading, ...entries] : [];
};
