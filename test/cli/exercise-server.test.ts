import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseExercise } from '../../src/content/exercise.ts';
import { addresses } from '../support/servers/machine.ts';
import { shop, type Shop } from '../support/shop.ts';
import { letIn } from '../support/ssh-in.ts';
import { staged } from '../support/stage.ts';

/**
 * Exercises that the lab cannot take the shape of, on a student's server of its own: looked at from the student's
 * laptop, from outside and through ssh, and solved by what their worked answers say.
 */

interface Marked {
  readonly passed: boolean;
  readonly requirements: readonly { readonly id: string; readonly status: string; readonly seen?: string }[];
}

const marked = async (site: Shop, id: string): Promise<Readonly<Record<string, string>>> => {
  const way = `--ssh student@${addresses.server} --sudo --format json`;
  const { out } = await site.visitor(`infra-tutor exercise check ${id} ${site.typed} ${way}`);
  const { requirements } = JSON.parse(out) as Marked;
  return Object.fromEntries(requirements.map(({ id: one, status }) => [one, status]));
};

const ownUser = 'lessons/web/own-user.exercise.md';

const forwarding = `*nat
:PREROUTING ACCEPT [0:0]
-A PREROUTING -p tcp --dport 8080 -j REDIRECT --to-port 80
COMMIT
`;

test(
  'a firewall, a port that it hands on, and who listens where',
  staged(async (stage) => {
    const site = await shop(stage, { database: true });
    await letIn(site);

    expect(await marked(site, 'server/firewall')).toEqual({
      ssh: 'success',
      http: 'success',
      firewall: 'fail',
    });
    await site.does(
      'ufw default deny incoming && ufw allow 22/tcp && ufw allow 80/tcp && ufw allow 443/tcp && ufw --force enable',
    );
    expect(await marked(site, 'server/firewall')).toEqual({
      ssh: 'success',
      http: 'success',
      firewall: 'success',
    });
    await site.does('ufw allow 3306/tcp');
    expect(await marked(site, 'server/firewall')).toMatchObject({ firewall: 'fail' });

    expect(await marked(site, 'server/port-forwarding')).toMatchObject({
      forwarded: 'fail',
      nobody: 'skipped',
    });
    await site.write('/etc/ufw/before.rules', forwarding + (await site.read('/etc/ufw/before.rules')));
    await site.does('ufw allow 8080/tcp && ufw reload');
    expect(await marked(site, 'server/port-forwarding')).toEqual({
      http: 'success',
      forwarded: 'success',
      nobody: 'success',
    });

    const byItself = "sed -i 's/listen 80;/listen 127.0.0.1:80;/' /etc/nginx/sites-available/shop";
    await site.does(`rm /etc/nginx/sites-enabled/default && ${byItself} && systemctl restart nginx`);
    expect(await marked(site, 'web/every-address')).toEqual({ listens: 'fail', page: 'skipped' });
    const linked = 'ln -sf /etc/nginx/sites-available/default /etc/nginx/sites-enabled/default';
    await site.does(`${linked} && nginx -t && systemctl restart nginx`);
    expect(await marked(site, 'web/every-address')).toEqual({ listens: 'success', page: 'success' });

    expect(await marked(site, 'db/version')).toEqual({ version: 'fail' });
  }),
  300_000,
);

test(
  'whose Nginx is it, as the worked answer has it',
  staged(async (stage) => {
    const site = await shop(stage);
    await letIn(site);
    expect(await marked(site, 'web/own-user')).toEqual({ user: 'fail', port: 'skipped' });
    const { requirements } = parseExercise(ownUser, readFileSync(ownUser, 'utf8'));
    const commands = (requirements[0]?.hints.at(-1) ?? '').split('\n').slice(1);
    expect(commands).toHaveLength(5);
    const atItsPort =
      "sed -i 's/listen 80 /listen 8080 /; s/:80 /:8080 /' /etc/nginx/sites-available/default";
    await site.does(`rm /etc/nginx/sites-enabled/shop && ${atItsPort}`);
    for (const command of commands)
      expect({ command, ...(await site.student(command)) }).toMatchObject({ command, code: 0 });
    expect(await marked(site, 'web/own-user')).toEqual({ user: 'success', port: 'success' });
  }),
  300_000,
);

test(
  'whose files are they',
  staged(async (stage) => {
    const site = await shop(stage);
    await letIn(site);
    const made =
      'mkdir -p /data/web_static/releases/test && echo 1 >/data/web_static/releases/test/index.html';
    await site.does(`(id ubuntu || useradd ubuntu) && ${made}`);
    expect(await marked(site, 'code/release-owner')).toEqual({ folder: 'fail', page: 'skipped' });
    await site.does('chown -R ubuntu:ubuntu /data/');
    expect(await marked(site, 'code/release-owner')).toEqual({ folder: 'success', page: 'success' });

    // The same for a class: one student has given a way in, the other one has not.
    const way = `student@${addresses.server}`;
    const rows = ['Ada,www.shop.com,code/release-owner,', `Ben,www.shop.com,code/release-owner,${way}`];
    await site.visitor('cat >"$HOME/class.csv"', `name,domain,task,ssh\n${rows.join('\n')}\n`);
    const options = site.typed.replace('www.shop.com', '');
    const check = `infra-tutor exercise check --targets "$HOME/class.csv" ${options} --sudo`;
    const { out: planned } = await site.visitor(`${check} --plan`);
    const [forAda = '', forBen = ''] = planned.split('Ben, www.shop.com');
    expect([forAda.includes('stat -c'), forBen.includes(`stat -c`), forBen.includes(way)]).toEqual([
      false,
      true,
      true,
    ]);
    const { out } = await site.visitor(`${check} --format json --save "$HOME/class.json"`);
    expect(JSON.parse(out)).toMatchObject({
      results: [
        { name: 'Ada', result: 'undecided', from: {}, target: { vantages: [] } },
        {
          name: 'Ben',
          result: 'passed',
          from: { way: 'ssh', ssh: way },
          evidence: {
            'file /data/web_static': { from: ['inside'], seen: { kind: 'folder', owner: 'ubuntu' } },
          },
        },
      ],
    });
    const again = await site.visitor('infra-tutor exercise check --replay "$HOME/class.json"');
    expect([again.code, again.out]).toEqual([3, expect.stringContaining('1 of 2 passed.') as string]);
  }),
  300_000,
);
