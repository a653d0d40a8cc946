import * as v from 'valibot';
import { fail, skipped, success, type Answer, type AskOf, type Kind, type SeenRecord } from './kind.ts';

/** The A record of a name, and where it leads. */
export interface RecordExpectation {
  /** `root` is the domain itself, any other one a name below it. */
  readonly name: string;
  /** `server`: to the address that the server is known to have. `root`: to the same as the domain itself. */
  readonly leads: 'server' | 'root' | 'anywhere';
}

const shape = v.strictObject({
  name: v.pipe(v.string(), v.regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'is not one label of a name')),
  leads: v.picklist(['server', 'root', 'anywhere']),
});

const seenShape = v.strictObject({
  rcode: v.optional(v.string(), 'NOERROR'),
  addresses: v.optional(v.array(v.string()), []),
  alias: v.exactOptional(v.string()),
});

const called = (name: string): string => (name === 'root' ? 'the domain itself' : name);

const leadsTo = {
  server: ', with the address of the server',
  root: ', with the same address as the domain itself',
  anywhere: '',
} as const;

const seenOf = ({ ask, seen }: Answer<'record'>): string => {
  const { rcode, addresses, alias } = seen;
  const found = addresses.length > 0 ? `A ${addresses.join(', ')}` : `no A record (${rcode})`;
  return `${called(ask.name)}: ${alias === undefined ? '' : `alias of ${alias}, `}${found}`;
};

/** What is wrong with the records of a name, wherever they lead. */
const unfit = ({
  rcode,
  addresses,
  alias,
}: SeenRecord): readonly [reason: string, hint: string] | undefined => {
  if (rcode === 'NXDOMAIN')
    return [
      'no-such-name',
      'DNS says that this name does not exist. Has the record been saved where the domain is managed, and is it spelt right? A new record can take an hour to be seen; an old answer is kept for as long as its TTL says. The lesson dns/records explains it.',
    ];
  if (rcode !== 'NOERROR')
    return [
      'dns-fails',
      'DNS gave no usable answer for this name. See why: infra-tutor check NAME --only dns',
    ];
  if (alias !== undefined)
    return [
      'alias',
      'This name is an alias (a CNAME record): it holds another name. Visitors get there all the same, but the task asks for an A record, which holds an address.',
    ];
  if (addresses.length === 0)
    return [
      'no-address',
      'The name exists, but it has no A record: other types do not give an IPv4 address.',
    ];
  if (addresses.length > 1)
    return [
      'several-addresses',
      'There is more than one A record. Visitors are sent to any of them: leave the one that is your server. A record that the registrar made (parking) may be among them.',
    ];
  return undefined;
};

const wrongAddress =
  'The record is there, and it holds another address. Compare it with what your provider shows for the server; a change is seen when the TTL of the old answer is over.';

export const record: Kind<'record', RecordExpectation> = {
  see: 'record',
  shape,
  seenShape,
  asks: ({ name, leads }) =>
    (leads === 'root' ? [name, 'root'] : [name]).map((one): AskOf<'record'> => ({
      see: 'record',
      name: one,
    })),
  options: ({ leads }) => (leads === 'server' ? ['--address IP'] : []),
  key: ({ name }) => `record ${name}`,
  says: ({ name, leads }) => `${called(name)} has one A record${leadsTo[leads]}`,
  judge({ leads }, answers, { address }) {
    const [first] = answers;
    const seen = answers.map(seenOf).join('; ');
    const [reason, hint] = unfit(first.seen) ?? [];
    if (reason !== undefined) return fail(reason, seen, hint);
    if (leads === 'anywhere') return success(seen);
    const root = answers.at(-1)?.seen.addresses ?? [];
    const wanted = leads === 'server' ? address : root[0];
    if (wanted === undefined)
      return skipped(
        `Seen: ${seen}. Whether that is your server cannot be known from here: say its address with --address IP.`,
      );
    return first.seen.addresses[0] === wanted ? success(seen) : fail('wrong-address', seen, wrongAddress);
  },
};
