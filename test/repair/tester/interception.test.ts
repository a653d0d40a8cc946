import { heals, repair, type Step } from '../../support/repair.ts';
import type { Shop } from '../../support/shop.ts';

const inVisitor =
  (command: string) =>
  async ({ visitor }: Shop): Promise<void> => {
    const { code, err } = await visitor(command);
    if (code !== 0) throw new Error(err);
  };

/** Whoever is connected to, a web server of the network answers. */
const answering = inVisitor(
  'ip route add 240.0.0.1/32 dev server && iptables -t nat -A OUTPUT -d 240.0.0.1 -j DNAT --to-destination 192.175.48.80',
);

const off = { deed: inVisitor('iptables -t nat -F OUTPUT && ip route del 240.0.0.1/32 dev server') };

const intercepted = (step: Step) => ({ fault: answering, options: '--only server', steps: [step] });

repair('tester/interception/answers-for-everyone', {
  'the network asks for a login': intercepted(heals('In a hotel', off)),
  'a proxy answers': intercepted(heals('Disconnect a VPN', off)),
  'the network scans what goes out': intercepted(heals('Use another network', { ...off, code: 7 })),
});
