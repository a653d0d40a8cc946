import { canonical, classify, withinReach, type AddressClass } from '../../model/address.ts';
import { defineCheck, found, ok, unknown, type Judgement, type Strength } from '../../model/check.ts';
import { resolution } from '../../model/dns.ts';
import type { DnsSeen } from '../../model/seen/dns.ts';
import { asIs, eachResolverAnswer, resolvesTo, target, together } from '../../model/example.ts';
import { parseSite } from '../../model/site.ts';

const outsideOf: Readonly<Record<Exclude<AddressClass, 'public'>, string>> = {
  private: 'an address of a private network (RFC 1918, RFC 4193)',
  loopback: 'the address by which every computer means itself',
  unspecified: 'no address at all: it stands for "none yet"',
  documentation: 'an address from the manuals, set apart for examples (RFC 5737)',
  'link-local': 'an address that is only valid on one cable (RFC 3927)',
  shared: "an address inside a provider's own network (RFC 6598)",
  multicast: 'an address that stands for a group of computers (RFC 5771, RFC 4291)',
  reserved: 'an address that is set apart for another use (RFC 6890)',
};

type Cause = keyof typeof outsideOf | 'public-resolver' | 'mapped';

/** Resolvers for everybody, as the companies that run them publish their addresses. */
const publicResolvers: Readonly<Record<string, string>> = {
  '1.0.0.1': 'Cloudflare',
  '1.1.1.1': 'Cloudflare',
  '8.8.4.4': 'Google',
  '8.8.8.8': 'Google',
  '9.9.9.9': 'Quad9',
  '149.112.112.112': 'Quad9',
  '208.67.220.220': 'OpenDNS',
  '208.67.222.222': 'OpenDNS',
  '2001:4860:4860::8844': 'Google',
  '2001:4860:4860::8888': 'Google',
  '2606:4700:4700::1001': 'Cloudflare',
  '2606:4700:4700::1111': 'Cloudflare',
  '2620:fe::9': 'Quad9',
  '2620:fe::fe': 'Quad9',
};

/** The names under which those companies show pages about their resolvers, at these same addresses. */
const ownNames =
  /^(?:dns\.google(?:\.com)?|(?:.+\.)?(?:one\.one|cloudflare-dns\.com|quad9\.(?:net|org)|opendns\.com))$/;

const resolverAt = (name: string, address: string): string | undefined =>
  ownNames.test(name) ? undefined : publicResolvers[canonical(address)];

/** An IPv4 address written as an IPv6 one (RFC 4291 §2.5.5.2). */
const isMapped = (address: string): boolean => canonical(address).startsWith('::ffff:');

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
  const company = resolverAt(name, address);
  if (company)
    return found(
      'public-resolver',
      subject,
      `${name} points to ${address}, where ${company} runs a resolver for everybody`,
    );
  if (isUsable && isMapped(address))
    return found('mapped', subject, `the AAAA record of ${name} holds an IPv4 address: ${address}`);
  if (isUsable) return ok(subject, `${address} is ${usable(kind)}`);
  if (kind !== 'public')
    return found(kind, subject, `${name} points to ${address}: ${outsideOf[kind]}`, strength);
  return unknown(subject, `${address} is beyond what may be contacted for this target (${kind})`);
};

/** An answer can hold thousands of addresses; no visitor's program tries more of them. */
const most = 16;

const internet = target({ reach: { classes: ['public'], exact: [] } });
const to = (address: string) => together(internet, resolvesTo(address));

/** A company's own page about its resolver. */
const ownPage = together(
  internet,
  target({ site: parseSite('dns.google') }),
  resolvesTo('8.8.8.8'),
  eachResolverAnswer((one) => ({
    ...one,
    name: 'dns.google',
    answers: one.answers.map((record) => ({ ...record, name: 'dns.google' })),
  })),
);

export default defineCheck({
  claim: true,
  needs: ['dns'],
  uses: [],
  judge({ dns }, { target: { site, reach } }) {
    const said = resolution(dns, site.ascii);
    // That there is none is what `dns/resolves` says.
    if (said.outcome !== 'addresses') return [];
    return said.addresses
      .slice(0, most)
      .map(({ address }) =>
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
    multicast: { status: 'broken', strength: 'confirmed', example: to('224.0.0.1') },
    reserved: { status: 'broken', strength: 'confirmed', example: to('240.0.0.9') },
    'public-resolver': { status: 'broken', strength: 'likely', example: to('8.8.8.8') },
    mapped: { status: 'warn', strength: 'confirmed', example: to('::ffff:93.184.215.14') },
  },
  examples: {
    ok: [asIs, to('93.184.215.14'), ownPage],
    unknown: [resolvesTo('93.184.215.14')],
  },
});
