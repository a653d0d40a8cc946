import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countersIn, disksIn } from '../../src/model/resources.ts';

const out = `processors 2
load 0.60 0.44 0.41 2/517 1234
up 21600.10 40000.00
MemTotal:        4014556 kB
MemFree:          218040 kB
MemAvailable:    1893408 kB
SwapCached:            0 kB
SwapTotal:             0 kB
SwapFree:              0 kB
oom_kill 3
cpu some avg10=1.10 avg60=2.20 avg300=3.30 total=100
cpu full avg10=0.00 avg60=0.00 avg300=0.00 total=0
io some avg10=0.00 avg60=0.00 avg300=0.25 total=9
`;

test('what a Linux says of itself', () => {
  expect(countersIn(out)).toEqual({
    processors: 2,
    load: [0.6, 0.44, 0.41],
    memory: { totalKiB: 4_014_556, availableKiB: 1_893_408, swapTotalKiB: 0, swapFreeKiB: 0 },
    waited: { cpu: 3.3, io: 0.25 },
    killedForMemory: 3,
    upSeconds: 21_600,
  });
});

test('a kernel that is old, or no Linux, says less', () => {
  expect(countersIn('processors 2\n')).toBeUndefined();
  expect(countersIn('MemTotal: 1000 kB')).toMatchObject({ processors: 1, load: [0, 0, 0], waited: {} });
});

test('each file system once, by room and by number of files', () => {
  const space = `Filesystem     1024-blocks     Used Available Capacity Mounted on
/dev/vda1         20509308 20000000         0     100% /
/dev/vda1         20509308 20000000         0     100% /
tmpfs                 2000     1000      1000      50% /my disk
`;
  const files = `Filesystem      Inodes  IUsed   IFree IUse% Mounted on
/dev/vda1      1310720 131072 1179648   10% /
tmpfs                0      0       0     - /my disk
`;
  expect(disksIn(space, files)).toEqual([
    { at: '/', usedPercent: 100, freeKiB: 0, filesUsedPercent: 10 },
    { at: '/my disk', usedPercent: 50, freeKiB: 1_000 },
  ]);
});

test('any output is read or left out', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      countersIn(text);
      disksIn(text, text);
    }),
  );
});
