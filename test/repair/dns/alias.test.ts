import { records, wwwOnly } from '../../support/config.ts';
import { dns, first, goodZone, own } from '../../support/dns.ts';
import { heals, looks, repair } from '../../support/repair.ts';

const soa = 'shop.com SOA ns1.shop.com admin.shop.com 1 3600 600 86400 60';

/** Unbound's local data (unbound.conf(5)) may stand beside an alias; nsd refuses such a zone. */
const served = (...held: readonly string[]) => {
  const local = [soa, ...held].map((record) => `local-data: '${record}'`);
  return dns({ servers: { [first]: { lines: ['local-zone: "shop.com" static', ...local] } } });
};

const whole = { deed: dns({ servers: { [first]: goodZone } }) };

repair('dns/alias/at-apex', {
  'the domain itself leads to www': {
    fault: served('shop.com CNAME www.shop.com', `www.shop.com A ${own}`),
    steps: [heals('In the DNS panel, replace', whole)],
  },
});

repair('dns/alias/beside-data', {
  'a text stands beside the alias': {
    fault: served('www.shop.com TXT words', 'www.shop.com CNAME shop.com', `shop.com A ${own}`),
    steps: [heals('In the DNS panel, look at all records', whole)],
  },
});

const bare = `@ A ${own}`;
const chain = Array.from({ length: 9 }, (_, at) => `${at === 0 ? 'www' : `a${at}`} CNAME a${at + 1}`);

repair('dns/alias/long-chain', {
  'each alias leads to another one': {
    fault: records(bare, ...chain, wwwOnly.replace('www', 'a9')),
    steps: [
      looks('Look at the aliases'),
      heals('In the DNS panel, let the first', { deed: records(bare, 'www CNAME shop.com.') }),
    ],
  },
});
