import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { UnitSeen } from '../../src/model/seen/units.ts';
import { groupsIn, homeOf, shownUnits, startsAlone } from '../../src/model/units.ts';

/** As systemd 252 prints them, of Debian 12. */
const failed = `Result=exit-code
NRestarts=3
ExecMainCode=1
ExecMainStatus=203
Id=shop.service
RequiredBy=
WantedBy=multi-user.target
TriggeredBy=
LoadState=loaded
ActiveState=failed
SubState=failed
UnitFileState=enabled
`;

const missing = `Result=success
NRestarts=0
ExecMainCode=0
ExecMainStatus=0
Id=mysql.service
RequiredBy=
WantedBy=
TriggeredBy=
LoadState=not-found
ActiveState=inactive
SubState=dead
UnitFileState=
`;

const seen: UnitSeen = {
  id: 'shop.service',
  load: 'loaded',
  active: 'failed',
  sub: 'failed',
  result: 'exit-code',
  file: 'enabled',
  isWanted: true,
  triggers: [],
  restarts: 3,
  exit: { by: 'exit', status: 203 },
};

describe('systemctl show', () => {
  test('a unit that is there, and one that is not', () => {
    expect(shownUnits(`${failed}\n${missing}`)).toEqual([seen]);
  });

  test('what has several names comes once', () => {
    expect(shownUnits(`${failed}\n${failed}`)).toEqual([seen]);
  });

  test('what a process was ended by is a signal', () => {
    const killed = failed.replace('Code=1', 'Code=2').replace('203', '9');
    expect(shownUnits(killed)).toMatchObject([{ exit: { by: 'signal', status: 9 } }]);
  });

  test.each([
    ['a socket has neither result nor exit', failed.replace(/^(?:Result|NRestarts|Exec\w+)=.*\n/gm, '')],
    ['numbers that are none', failed.replace('NRestarts=3', 'NRestarts=-1').replace('Code=1', 'Code=x')],
  ])('%s', (_, text) => {
    expect(shownUnits(text)).toMatchObject([{ id: 'shop.service', restarts: 0 }]);
    expect(shownUnits(text)[0]).not.toHaveProperty('exit');
  });

  test.each([
    ['a name that is none', failed.replace('Id=shop', 'Id=$(reboot) shop')],
    ['the words of an older systemctl', "Unknown operation 'show'."],
    ['nothing', ''],
    ['a half block', failed.slice(0, 30)],
  ])('%s is left out', (_, text) => {
    expect(shownUnits(text)).toEqual([]);
  });
});

describe('the group of a process', () => {
  test('of the one hierarchy, and of the old ones', () => {
    const out = `/proc/12/cgroup:0::/system.slice/nginx.service
/proc/13/cgroup:9:name=systemd:/system.slice/shop.service
/proc/13/cgroup:4:memory:/somewhere
/proc/13/cgroup:0::/
grep: /proc/14/cgroup: No such file or directory
`;
    expect(groupsIn(out)).toEqual([
      { pid: 12, path: '/system.slice/nginx.service' },
      { pid: 13, path: '/system.slice/shop.service' },
    ]);
  });

  test('both, where only the new one is used', () => {
    const out = '/proc/9/cgroup:9:name=systemd:/\n/proc/9/cgroup:0::/system.slice/shop.service\n';
    expect(groupsIn(out)).toEqual([{ pid: 9, path: '/system.slice/shop.service' }]);
  });

  test.each([
    ['/system.slice/nginx.service', { is: 'service', unit: 'nginx.service' }],
    ['/system.slice/system-php.slice/php@8.3.service', { is: 'service', unit: 'php@8.3.service' }],
    ['/system.slice/shop.service/worker', { is: 'service', unit: 'shop.service' }],
    ['/user.slice/user-1000.slice/session-3.scope', { is: 'by-hand', scope: 'session-3.scope' }],
    [
      '/user.slice/user-1000.slice/user@1000.service/tmux-spawn-0a.scope',
      { is: 'by-hand', scope: 'tmux-spawn-0a.scope' },
    ],
    ['/system.slice/run-r1f.scope', { is: 'by-hand', scope: 'run-r1f.scope' }],
    ['/system.slice/ssh.service', { is: 'by-hand', scope: 'ssh.service' }],
    ['/system.slice/cron.service', { is: 'other', what: 'cron.service' }],
    ['/system.slice/docker-0a1b.scope', { is: 'other', what: 'a container' }],
    ['/docker/0a1b', { is: 'other', what: 'a container' }],
    [
      '/user.slice/user-1000.slice/user@1000.service/app.slice/shop.service',
      { is: 'other', what: 'shop.service, a service of a user' },
    ],
    ['/init.scope', undefined],
    ['/', undefined],
    ['/system.slice/$(reboot).service', undefined],
  ])('%s', (path, home) => {
    expect(homeOf(path)).toEqual(home);
  });
});

describe('does it start with the machine?', () => {
  const alone = (patch: Partial<UnitSeen>, others: readonly UnitSeen[] = []): boolean | undefined =>
    startsAlone({ ...seen, isWanted: false, ...patch }, { units: others, groups: [], command: '' });
  const socket = { ...seen, id: 'shop.socket' };

  test.each([
    ['enabled', { file: 'enabled' }, true],
    ['disabled', { file: 'disabled' }, false],
    ['masked', { file: 'masked' }, false],
    ['enabled until the next start of the machine', { file: 'enabled-runtime', isWanted: true }, false],
    ['made for the moment', { file: 'transient', isWanted: true }, false],
    ['asked for by another unit', { file: 'static', isWanted: true }, true],
    ['asked for by nobody that is seen', { file: 'static' }, undefined],
    ['made of an old script', { file: 'generated' }, undefined],
    ['started by something that was not seen', { file: 'disabled', triggers: ['shop.socket'] }, undefined],
  ])('%s', (_, patch, starts) => {
    expect(alone(patch)).toBe(starts);
  });

  test('a socket starts it, if that is enabled', () => {
    const patch = { file: 'disabled', triggers: ['shop.socket'] };
    expect(alone(patch, [{ ...socket, file: 'enabled' }])).toBe(true);
    expect(alone(patch, [{ ...socket, file: 'disabled', isWanted: false }])).toBe(false);
  });
});

test('any output of any command is read or left out', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (out) => {
      for (const block of ['', failed]) shownUnits(`${block}${out}`);
      groupsIn(out);
      homeOf(out);
    }),
  );
});
