import { classify, withinReach, type AddressClass } from '../../model/address.ts';
import { defineCheck, found, ok, unknown, type Judgement, type Strength } from '../../model/check.ts';
import { resolution } from '../../model/dns.ts';
import type { DnsSeen } from '../../model/evidence.ts';
import { asIs, resolvesTo, target, together } from '../../model/example.ts';

const outsideOf: Readonly<Record<Exclude<AddressClass, 'public' | 'multicast' | 'reserved'>, string>> = {
  private: 'an address of a private network (RFC 1918, RFC 4193)',
  loopback: 'the address by which every computer means itself',
  unspecified: 'no address at all: it stands for "none yet"',
  documentation: 'an address from the manuals, set apart for examples (RFC 5737)',
  'link-local': 'an address that is only valid on one cable (RFC 3927)',
  shared: "an address inside a provider's own network (RFC 6598)",
};

type Cause = keyof typeof outsideOf;

const isCause = (kind: AddressClass): kind is Cause => kind in outsideOf;

const usable = (kind: AddressClass): string => {
  if (kind === 'public') return 'an address that visitors can use';
  if (kind === 'loopback') return 'an address of this computer only, which here stands for the server';
  return 'an address of this network, which you said is fine';
};

/** The site's own name servers gave this address themselves: no filter on the way has put it in. */
const isFromTheSource = ({ walk }: DnsSeen, address: string): boolean =>
  walk.some(({ authoritative, answers }) => authoritative && answers.some(({ data }) => data === address));

const judgeAddress = (
  name: string,
  address: string,
  isUsable: boolean,
  strength: Strength,
): Judgement<Cause> => {
  const subject = `${name} → ${address}`;
  const kind = classify(address);
  if (isUsable) return ok(subject, `${address} is ${usable(kind)}`);
  if (isCause(kind))
    return found(kind, subject, `${name} points to ${address}: ${outsideOf[kind]}`, strength);
  return unknown(subject, `${address} is beyond what may be contacted for this target (${kind})`);
};

const internet = target({ reach: { classes: ['public'], exact: [] } });
const to = (address: string) => together(internet, resolvesTo(address));

export default defineCheck({
  claim: true,
  needs: ['dns'],
  uses: [],
  judge({ dns }, { target: { site, reach } }) {
    const said = resolution(dns, site.ascii);
    // That there is none is what `dns/resolves` says.
    if (said.outcome !== 'addresses') return [];
    return said.addresses.map(({ address }) =>
      judgeAddress(
        site.ascii,
        address,
        withinReach(reach, address),
        isFromTheSource(dns, address) ? 'confirmed' : 'likely',
      ),
    );
  },
  causes: {
    private: { status: 'broken', strength: 'confirmed', example: to('192.168.1.10') },
    loopback: { status: 'broken', strength: 'confirmed', example: to('127.0.0.1') },
    unspecified: { status: 'broken', strength: 'confirmed', example: to('0.0.0.0') },
    documentation: { status: 'broken', strength: 'confirmed', example: to('203.0.113.9') },
    'link-local': { status: 'broken', strength: 'confirmed', example: to('169.254.10.1') },
    shared: { status: 'broken', strength: 'confirmed', example: to('100.64.0.7') },
  },
  examples: { ok: [asIs, to('9.9.9.9')], unknown: [to('224.0.0.1')] },
});
