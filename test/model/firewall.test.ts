import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inputIn, judgedBy, ufwIn } from '../../src/model/firewall.ts';

const status = `Status: active
Logging: on (low)
Default: deny (incoming), allow (outgoing), disabled (routed)
New profiles: skip

To                         Action      From
--                         ------      ----
80,443/tcp                 ALLOW IN    Anywhere
22/tcp (OpenSSH)           ALLOW IN    Anywhere
3306/tcp                   ALLOW IN    10.0.0.5
53/udp                     ALLOW IN    Anywhere
8080/tcp                   REJECT IN   Anywhere                   # not for the world
443/tcp (v6)               ALLOW IN    Anywhere (v6)
`;

const at = (port: number, address = '203.0.113.9') => ({ address, port });

test('what ufw lets in, by port and family', () => {
  const ufw = ufwIn(status);
  if (!ufw) throw new Error('nothing was read');
  const seen = { ufw, input: [], command: '' };
  const said = [80, 443, 22, 3306, 53, 8080].map((port) => judgedBy(seen, at(port))?.verdict);
  expect(said).toEqual(['allow', 'allow', 'allow', 'deny', 'deny', 'reject']);
  expect([80, 443].map((port) => judgedBy(seen, at(port, '2001:db8::1'))?.verdict)).toEqual([
    'deny',
    'allow',
  ]);
});

test('an inactive ufw, and words that are not its own', () => {
  expect(ufwIn('Status: inactive\n')).toEqual({ isActive: false, rules: [] });
  expect(ufwIn('ERROR: You need to be root to run this script\n')).toBeUndefined();
});

test('what the system itself lets in', () => {
  const chain = inputIn(
    `-P INPUT ACCEPT
-A INPUT -i lo -j ACCEPT
-A INPUT -p udp -j DROP
-A INPUT -p tcp -m multiport --dports 80,443 -j REJECT --reject-with icmp-port-unreachable
-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT
-A INPUT -j f2b-sshd
`,
    4,
  );
  if (!chain) throw new Error('nothing was read');
  const seen = { input: [chain], command: '' };
  expect(judgedBy(seen, at(443))).toEqual({ by: 'iptables', verdict: 'reject' });
  expect(judgedBy(seen, at(8080))).toBeUndefined();
  expect(judgedBy({ ...seen, input: [{ ...chain, jumps: 0 }] }, at(8080))).toEqual({
    by: 'nothing',
    verdict: 'allow',
  });
  expect(judgedBy(seen, at(443, '::1'))).toBeUndefined();
});

test('any output is read or left out', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      ufwIn(`Status: active\n${text}`);
      inputIn(`-P INPUT DROP\n-A INPUT ${text} -j DROP`, 4);
    }),
  );
});
