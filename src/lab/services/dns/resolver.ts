import type { NameServerPlan } from '../../plan.ts';
import type { DnsRecord, Question, Saying } from './zone.ts';
import { answerFrom, canonical, closest, pointsTo, saying } from './zone.ts';

const longestWalk = 16;

/** What the servers at one address say; nothing when they keep silent or fail. */
const ask = (at: readonly NameServerPlan[], question: Question): Saying | undefined => {
  const server = closest(at, question.name);
  if (!server || server.manner !== 'answers') return undefined;
  const said = answerFrom(server, question);
  return said.rcode === 'REFUSED' ? undefined : said;
};

const addressesIn = (records: readonly DnsRecord[]): readonly string[] =>
  records.flatMap((record) => (record.type === 'A' ? [record.data] : []));

/** The next servers to ask: by the addresses that came along, or by resolving their names. */
const serversFor = (
  all: readonly NameServerPlan[],
  said: Saying,
  depth: number,
): readonly NameServerPlan[] => {
  const glue = addressesIn(said.additional);
  const names = said.authority.filter(({ type }) => type === 'NS').map(pointsTo);
  const addresses =
    glue.length > 0
      ? glue
      : names.flatMap((name) => addressesIn(resolve(all, { name, type: 'A' }, depth + 1).answers));
  return all.filter(({ address, zone }) => zone !== '' && addresses.includes(address));
};

/** The name to which an answer's last alias points, when the records behind it are still missing. */
const nextName = ({ answers }: Saying, { type }: Question): string | undefined => {
  const last = answers.at(-1);
  return last?.type === 'CNAME' && type !== 'CNAME' && type !== 'ANY' ? last.data : undefined;
};

/** Goes on with that name and keeps what was found so far; a name that has been there before is a loop. */
const follow = (
  all: readonly NameServerPlan[],
  said: Saying,
  { name, type }: Question,
  depth: number,
): Saying => {
  if (said.answers.some((record) => canonical(record.name) === canonical(name))) return saying('SERVFAIL');
  const rest = resolve(all, { name, type }, depth + 1);
  return rest.rcode === 'SERVFAIL' ? rest : { ...rest, answers: [...said.answers, ...rest.answers] };
};

/** What a recursive resolver finds: it walks from the root down, as any resolver would. */
export const resolve = (all: readonly NameServerPlan[], question: Question, depth = 0): Saying => {
  let asked: readonly NameServerPlan[] = all.slice(0, 1);
  for (let step = depth; step < longestWalk; step += 1) {
    const said = ask(asked, question);
    if (!said) return saying('SERVFAIL');
    if (said.authoritative) {
      const alias = nextName(said, question);
      return alias
        ? follow(all, said, { name: alias, type: question.type }, step)
        : { ...said, authoritative: false };
    }
    asked = serversFor(all, said, step);
  }
  return saying('SERVFAIL');
};
