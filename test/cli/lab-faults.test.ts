import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../../src/catalog-faults.ts';
import { draw } from '../../src/lab/challenge.ts';
import { describeReal } from '../support/real.ts';
import { cli, freshHome, startLab, type RunningCliLab } from '../support/run-cli.ts';

/** Breaking a lab, looking at it and mending it, as somebody at a terminal does. */

interface Status {
  readonly faults: readonly string[];
  readonly parts: readonly { readonly part: string; readonly state: string; readonly why?: string }[];
}

interface Checked {
  readonly firstBroken: { readonly finding: string; readonly cause: string } | null;
}

describeReal('a lab that runs', () => {
  let lab: RunningCliLab;
  beforeAll(async () => {
    lab = await startLab(freshHome());
  });
  afterAll(() => lab.stop());

  const inLab = (args: readonly string[]) => cli(args, { env: lab.env });
  const status = async (): Promise<Status> =>
    JSON.parse((await inLab(['lab', 'status', '--format', 'json'])).stdout) as Status;
  const checked = async (): Promise<Checked> =>
    JSON.parse((await inLab(['check', '--lab', '--format', 'json'])).stdout) as Checked;
  const directory = async (): Promise<string> => {
    const { stdout } = await inLab(['lab', 'status']);
    return /^ {2}(\/\S+\/lab-\S+)$/m.exec(stdout)?.[1] ?? '';
  };
  const says = async (...args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await inLab(['lab', ...args]);
    expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: '' });
    return stdout;
  };

  test('two faults at once are both there, and each part is mended on its own', async () => {
    expect(await says('break', 'app/stopped', 'dns/name-missing')).toContain('lab fix app dns');
    expect((await status()).faults).toEqual(['app/stopped', 'dns/name-missing']);
    expect((await checked()).firstBroken).toMatchObject({ finding: 'dns/resolves' });
    await says('fix', 'dns');
    expect((await status()).faults).toEqual(['app/stopped']);
    expect((await checked()).firstBroken).toMatchObject({
      finding: 'app/gateway',
      cause: 'not-listening',
    });
    await says('fix');
    expect((await status()).faults).toEqual([]);
    expect((await checked()).firstBroken).toBeNull();
  });

  test('a file that was edited counts once it was read, and bad ones are refused in the words of Nginx', async () => {
    const file = join(await directory(), 'web/site.conf');
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, before.replaceAll('proxy_pass http://127.0.0.1', 'proxy_pass http://127.0.0.3'));
    expect((await checked()).firstBroken).toBeNull();
    await says('reload', 'web');
    expect((await checked()).firstBroken).toMatchObject({ cause: 'other-port' });
    writeFileSync(file, 'no such directive;\n');
    const refused = await inLab(['lab', 'reload', 'web']);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/goes on with the old ones.*unknown directive "no"/s);
    writeFileSync(file, before);
    await says('reload', 'web');
    expect((await checked()).firstBroken).toBeNull();
  });

  test('a record that was put into the zone file again is an answer once the file was read', async () => {
    await says('break', 'dns/name-missing');
    const file = join(await directory(), 'dns/foobar.com.zone');
    writeFileSync(file, `${readFileSync(file, 'utf8')}www IN A 127.0.0.2\n`);
    await says('reload', 'dns');
    expect((await checked()).firstBroken).toBeNull();
    expect(await says('logs', 'dns')).toMatch(/ resolver www\.foobar\.com A NOERROR$/m);
    writeFileSync(file, 'www IN A\n');
    const refused = await inLab(['lab', 'reload', 'dns']);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('foobar.com.zone, line 1') });
    await says('fix');
  });

  test('the logs show why', async () => {
    await says('break', 'web/wrong-upstream-port');
    await checked();
    expect(await says('logs', 'web')).toMatch(/connect\(\) failed \(111: .*127\.0\.0\.1:9/);
    await says('fix', 'web');
  });

  test('every fault is listed with what a visitor notices, for people and as JSON', async () => {
    const text = await says('break');
    const { faults: listed } = JSON.parse(await says('break', '--format', 'json')) as {
      faults: readonly { readonly id: string; readonly needsReal: boolean }[];
    };
    expect(listed.map(({ id }) => id)).toEqual(faults.map(({ id }) => id));
    for (const { id } of faults) expect(text).toContain(id);
  });

  test('what is not there is said with what was meant, and exit code 2', async () => {
    const fault = await inLab(['lab', 'break', 'app/stoped']);
    expect(fault).toMatchObject({ code: 2, stderr: expect.stringContaining('app/stopped') });
    const part = await inLab(['lab', 'fix', 'nginx']);
    expect(part).toMatchObject({ code: 2, stderr: expect.stringContaining('dns, web, app, db') });
  });

  test('a challenge tells the symptom alone, judges what is said, and ends when it is mended', async () => {
    const story = await says('challenge', '--seed', '7');
    const fault = draw(faults, { seed: 7, found: [] }); // several faults may have one symptom
    expect(story.replaceAll(/\s+/g, ' ')).toContain(fault?.symptom);
    expect((await status()).faults).toEqual([]);
    expect(story).not.toContain(fault?.id);
    const hop = fault?.hop ?? '';
    const other = faults.find((one) => one.hop !== hop)?.hop ?? '';
    expect(await says('challenge', '--answer', other)).toMatch(/That is not it/);
    expect(await says('challenge', '--answer', hop)).toMatch(/in that box/);
    expect(await says('challenge', '--hint')).toMatch(/The check sees/);
    const right = await says('challenge', '--answer', fault?.id ?? '');
    expect(right).toMatch(/^Right/);
    expect(right).toMatch(/still finds something wrong/);
    await says('fix');
    expect(await says('challenge')).toMatch(/Found and mended/);
    const again = await inLab(['lab', 'challenge', '--answer', hop]);
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('No challenge is open') });
    const { challenges } = JSON.parse(readFileSync(join(lab.state, 'infra-tutor/progress.json'), 'utf8')) as {
      challenges: object;
    };
    expect(challenges).toMatchObject({ [fault?.id ?? '']: { state: 'done' } });
  });
});

test('without a lab that runs, that is said', async () => {
  const { code, stderr } = await cli(['lab', 'break', 'app/stopped']);
  expect(code).toBe(1);
  expect(stderr).toMatch(/No lab is running/);
});
