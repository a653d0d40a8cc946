import { expect, test } from 'vitest';
import { addresses } from '../support/servers/machine.ts';
import { shop } from '../support/shop.ts';
import { staged } from '../support/stage.ts';

/** What every repair rests on: without a fault the machine has no finding, seen from outside and on itself. */

interface Seen {
  readonly findings: readonly { readonly id: string; readonly status: string; readonly cause?: string }[];
  readonly hops: readonly { readonly hop: string; readonly status: string }[];
}

test(
  'a machine without a fault is healthy from end to end',
  staged(async (stage) => {
    const site = await shop(stage, { program: true, database: true });
    const looks = [
      site.visitor(`infra-tutor check ${site.typed} --path /visits --format json`),
      site.student(
        `infra-tutor check www.shop.com --address ${addresses.server} --db-host 127.0.0.1 --db-user app --db-name shop --only db --format json`,
      ),
    ];
    const [outside, inside] = (await Promise.all(looks)).map(({ out }) => JSON.parse(out) as Seen);
    const held = [outside, inside].flatMap((seen) =>
      (seen?.hops ?? []).filter(({ status }) => status === 'ok').map(({ hop }) => hop),
    );
    expect(held).toEqual(['user', 'dns', 'server', 'tls', 'web', 'app', 'db']);
    const bad = [outside, inside].flatMap((seen) =>
      (seen?.findings ?? []).filter(({ status }) => ['broken', 'warn', 'error'].includes(status)),
    );
    expect(bad).toEqual([]);
  }),
);
