import * as v from 'valibot';
import { fail, success, type Kind } from './kind.ts';

/** A path on the server. Only what is named is looked at. */
export interface FileExpectation {
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link';
  /** Of a link: where it leads, as it is written or as a whole path. */
  readonly to?: string;
  readonly owner?: string;
}

const kinds = ['file', 'folder', 'link'] as const;
const path = v.pipe(v.string(), v.regex(/^(?:\/[\w.-]{1,64}){1,16}$/, 'is not a whole path of plain names'));

const called = {
  missing: 'not there',
  file: 'a file',
  folder: 'a folder',
  link: 'a link',
  other: 'something else',
} as const;

export const file: Kind<'file', FileExpectation> = {
  see: 'file',
  shape: v.strictObject({
    path,
    kind: v.picklist(kinds),
    to: v.exactOptional(path),
    owner: v.exactOptional(v.pipe(v.string(), v.minLength(1))),
  }),
  seenShape: v.strictObject({
    kind: v.picklist(['missing', ...kinds, 'other']),
    owner: v.exactOptional(v.string()),
    group: v.exactOptional(v.string()),
    to: v.exactOptional(v.string()),
  }),
  asks: ({ path: named }) => [{ see: 'file', path: named }],
  options: () => ['--ssh USER@HOST'],
  key: ({ path: named }) => `file ${named}`,
  says: ({ path: named, kind, to, owner }) =>
    `${named} is ${called[kind]}${to === undefined ? '' : ` to ${to}`}${owner === undefined ? '' : ` and belongs to ${owner}`}`,
  judge({ path: named, kind, to, owner }, [{ seen }]) {
    const says = `${named} is ${called[seen.kind]}${seen.to === undefined ? '' : ` to ${seen.to}`}${seen.owner === undefined ? '' : ` of ${seen.owner}`}`;
    if (seen.kind === 'missing')
      return fail(
        'missing',
        says,
        `There is nothing at ${named}, or the folders above it may not be entered.`,
      );
    if (seen.kind !== kind)
      return fail(
        'other-kind',
        says,
        kind === 'link'
          ? 'A link is asked for. Where a real folder is in its place, ln -s puts the link inside the folder: remove the folder first; ln -sfn replaces a link.'
          : undefined,
      );
    const folder = named.slice(0, named.lastIndexOf('/'));
    const whole = seen.to?.startsWith('/') ? seen.to : `${folder}/${seen.to ?? ''}`;
    if (to !== undefined && whole.replace(/\/$/, '') !== to)
      return fail(
        'leads-elsewhere',
        says,
        'The link is there and leads to another place. ln -sfn TARGET LINK makes it anew.',
      );
    return owner !== undefined && seen.owner !== owner
      ? fail(
          'other-owner',
          says,
          'It belongs to somebody else. sudo chown -R USER:GROUP gives a folder and all in it away; -h is needed for a link itself.',
        )
      : success(says);
  },
};
