import type { AskedDns, Looks, Walked } from './looks.ts';
import type { Seen } from './types.ts';

/** What DNS said, in a few words. */
export const records = ({ outcome, rcode, answers }: AskedDns): string => {
  if (outcome !== 'answer') return `no answer from DNS (${outcome})`;
  if (answers.length > 0) return answers.map(({ type, data }) => `${type} ${data}`).join(', ');
  return rcode === 'NXDOMAIN'
    ? 'NXDOMAIN: this name does not exist'
    : `${rcode ?? 'an answer'}, and no record`;
};

export const hasAddress = (asked: AskedDns): boolean => asked.answers.some(({ type }) => type === 'A');

/** A name that is there, and one that is not. */
export const names = async (looks: Looks, name: string, missing: string): Promise<Seen> => {
  const [known, unknown] = [await looks.resolve(name), await looks.resolve(missing)];
  const type = known.answers[0]?.type;
  return {
    lines: [`${name}: ${records(known)}`, `${missing}: ${records(unknown)}`],
    ...(known.outcome === 'answer' ? { answer: type ? type.toLowerCase() : 'none' } : {}),
  };
};

/** Which of these names exist. */
export const existence = async (looks: Looks, asked: readonly string[]): Promise<Seen> => {
  const found = [];
  for (const name of asked) found.push({ name, said: await looks.resolve(name) });
  const answered = found.every(({ said }) => said.outcome === 'answer');
  return {
    lines: found.map(({ name, said }) => `${name}: ${records(said)}`),
    ...(answered ? { answer: found.map(({ said }) => (hasAddress(said) ? 'yes' : 'no')).join('+') } : {}),
  };
};

/** Who was asked: by its name, or as the address that another one named. */
const asked = ({ server }: Walked): string => server.name ?? server.address;

const referral = ({ authority }: Walked): string | undefined => {
  const servers = authority.filter(({ type }) => type === 'NS');
  const [first] = servers;
  return (
    first &&
    `"I do not know. Ask the servers of ${first.name}: ${servers.map(({ data }) => data).join(', ')}."`
  );
};

/** From the root down, as a resolver goes that remembers nothing. */
export const walk = async (looks: Looks, name: string): Promise<Seen> => {
  const said = await looks.walk(name);
  const last = said.at(-1);
  const lines = said.map((one, index) => {
    const answer = hasAddress(one) ? `"${records(one)}."` : (referral(one) ?? records(one));
    return `${index + 1}. ${asked(one)}: ${answer}`;
  });
  const referrals = said.filter((one) => !hasAddress(one) && referral(one) !== undefined).length;
  return { lines, ...(last && hasAddress(last) ? { answer: String(referrals) } : {}) };
};
