import { expect, test } from 'vitest';
import { besidesWaiting } from '../support/run-cli.ts';
import { letIn } from '../support/ssh-in.ts';
import { shop, typedThere, type Shop } from '../support/shop.ts';
import { addresses } from '../support/servers/machine.ts';
import { staged } from '../support/stage.ts';

/** A student's server, looked at from the student's laptop through ssh, and from itself. */

interface Document {
  readonly exitCode: number;
  readonly target: { readonly vantages: readonly string[] };
  readonly hops: readonly { readonly hop: string; readonly status: string; readonly strength?: string }[];
  readonly firstBroken: { readonly finding: string; readonly cause: string } | null;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly unobserved: Readonly<Record<string, string>>;
}

const looked = async (shell: Shop['visitor'], command: string): Promise<Document> => {
  const { out, err } = await shell(`${command} --format json`);
  expect(besidesWaiting(err)).toBe('');
  return JSON.parse(out) as Document;
};

const bad = ({ hops }: Document): readonly string[] =>
  hops.filter(({ status }) => status !== 'ok').map(({ hop, status }) => `${hop} ${status}`);

test(
  'a server of its own is confirmed box by box, from both sides',
  staged(async (stage) => {
    const site = await shop(stage, { program: true, database: true });
    await letIn(site);
    const login = '--path /visits --db-user app --db-name shop';
    const through = `INFRA_TUTOR_DB_PASSWORD=secret infra-tutor check ${site.typed} ${login} --ssh student@${addresses.server}`;
    const asAdministrator = await looked(site.visitor, `${through} --sudo`);
    expect({ bad: bad(asAdministrator), ...asAdministrator }).toMatchObject({
      bad: [],
      exitCode: 0,
      unobserved: {},
      target: { vantages: ['outside', 'inside'] },
      evidence: {
        shell: { way: 'ssh', user: 'student', sudo: 'works' },
        code: { programs: [{ name: 'node', folder: '/opt/shop', state: 'there' }] },
        accounts: { schemas: expect.arrayContaining(['shop']), isWhole: true },
      },
    });

    const followed = await site.visitor(`${through} --sudo --trace`);
    expect(followed).toMatchObject({ code: 0, out: expect.stringMatching(/The way of one request/) });
    expect(followed.out).toMatch(/Web server +writes it down with 200/);
    // Its program knows its pages by their whole addresses, and asks no database.
    expect(followed.out).toMatch(/asks for \/visits and\s+gets 200/);
    expect(followed.out).toMatch(/Database +the program keeps no connection/);

    const here = `infra-tutor check ${typedThere} ${login} --inside --sudo`;
    const onTheServer = await looked(site.student, here);
    expect({ bad: bad(onTheServer), ...onTheServer }).toMatchObject({ bad: ['dns skipped'], exitCode: 0 });

    const asStudent = await looked(site.visitor, through);
    expect(asStudent.unobserved['code']).toMatch(/may not be seen by student/);
    expect(asStudent.unobserved['accounts']).toMatch(/does not let in .* \(error \d{4}\); --sudo may/);
    expect(bad(asStudent)).toEqual(['code unknown']);

    await site.does('systemctl stop shop');
    const stopped = await looked(site.visitor, `${through} --sudo`);
    expect(stopped.firstBroken).toMatchObject({ finding: 'app/gateway', cause: 'not-listening' });
  }),
  300_000,
);
