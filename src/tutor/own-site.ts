import type { LookSpec } from './types.ts';

/** The same look at another site than the lab's; none where it only makes sense, or is only polite, on a lab. */
export const lookAtSite = (spec: LookSpec, host: string): LookSpec | undefined => {
  const apex = host.replace(/^www\./, '');
  const there = (name: string): string => name.replace(/foobar\.com$/, apex);
  switch (spec.see) {
    case 'journey':
    case 'walk':
    case 'certificate':
      return { ...spec, name: there(spec.name) };
    case 'records':
      return { ...spec, name: there(spec.name), missing: there(spec.missing) };
    case 'existence':
      return { ...spec, names: spec.names.map(there) };
    case 'second-visit':
    case 'page-files':
      return spec;
    default:
      return undefined;
  }
};
