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
  const read = chain.rules.filter(({ isUnclear }) => !isUnclear);
  expect(judgedBy({ ...seen, input: [{ ...chain, rules: read, jumps: 0 }] }, at(8080))).toEqual({
    by: 'nothing',
    verdict: 'allow',
  });
  expect(judgedBy(seen, at(443, '::1'))).toBeUndefined();
});

test('names that are longer than their column, and rules of one network card', () => {
  // As ufw 0.36.2 itself prints it.
  const ufw = ufwIn(`Status: active
Default: deny (incoming), allow (outgoing), deny (routed)

To                         Action      From
--                         ------      ----
22/tcp (OpenSSH)           ALLOW IN    Anywhere                  
80,443/tcp (Nginx Full)    ALLOW IN    Anywhere                  
8080/tcp on eth0           ALLOW IN    Anywhere                  
Anywhere                   ALLOW OUT   Anywhere                  
22/tcp (OpenSSH (v6))      ALLOW IN    Anywhere (v6)             
80,443/tcp (Nginx Full (v6)) ALLOW IN    Anywhere (v6)             
8080/tcp (v6) on eth0      ALLOW IN    Anywhere (v6)             
`);
  if (!ufw) throw new Error('nothing was read');
  const seen = { ufw, input: [], command: '' };
  for (const address of ['203.0.113.9', '2001:db8::1']) {
    const said = [22, 80, 443, 8080, 3306].map((port) => judgedBy(seen, at(port, address))?.verdict);
    expect(said).toEqual(['allow', 'allow', 'allow', undefined, 'deny']);
  }
});

test.each([
  ['-p tcp -m multiport --dports 80,443 -m conntrack --ctstate NEW,ESTABLISHED -j ACCEPT', 'allow'],
  ['-p tcp -m state --state NEW -m tcp --dport 80 -j ACCEPT', 'allow'],
  ['-p tcp -m tcp --dport 80 --tcp-flags FIN,SYN,RST,ACK SYN -j ACCEPT', 'allow'],
  ['-p tcp -m tcp --dport 80 -m comment --comment "the site -j DROP -s me" -j ACCEPT', 'allow'],
  ['-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT', 'deny'],
  ['-i lo -j ACCEPT', 'deny'],
  ['-s 10.0.0.0/8 -p tcp -m tcp --dport 80 -j ACCEPT', 'deny'],
  ['-p tcp -m tcp --dport 22 -j f2b-sshd', 'deny'],
  ['-p udp -j ACCEPT', 'deny'],
  ['-m limit --limit 5/min -j LOG --log-prefix "iptables denied: " --log-level 7', 'deny'],
  ['-i eth0 -p tcp -m tcp --dport 80 -j ACCEPT', undefined],
  ['! -s 203.0.113.0/24 -p tcp -m tcp --dport 80 -j ACCEPT', undefined],
  ['-p tcp -m tcp --dport 80 -m recent --rcheck --name friends --rsource -j ACCEPT', undefined],
  ['-j OWNCHAIN', undefined],
])('-P INPUT DROP with -A INPUT %s', (rule, verdict) => {
  const chain = inputIn(`-P INPUT DROP\n-A INPUT ${rule}\n`, 4);
  if (!chain) throw new Error('nothing was read');
  expect(judgedBy({ input: [chain], command: '' }, at(80))?.verdict).toBe(verdict);
});

test('any output is read or left out', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      ufwIn(`Status: active\n${text}`);
      inputIn(`-P INPUT DROP\n-A INPUT ${text} -j DROP`, 4);
    }),
  );
});
