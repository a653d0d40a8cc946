// Runs in a network namespace of its own: an honest resolver, an honest page, and root servers that do not behave.
// `globalThis.manner` says how: the referral that a root server gives.
import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import packet from 'dns-packet';

const [a, k, m] = ['198.41.0.4', '193.0.14.129', '202.12.27.33'];
const [resolver, site] = ['10.99.0.53', '11.0.0.7'];

/** A referral to these servers, with their addresses. */
const to = (...glue) => ({
  authorities: glue.map((_, at) => ({ type: 'NS', name: 'com', data: `ns${at}.com` })),
  additionals: glue.map((data, at) => ({ type: 'A', name: `ns${at}.com`, data })),
});

const manners = {
  itself: (own) => to(own),
  circle: (own) => to(own === a ? k : a),
  nearby: () => to('169.254.169.254', '127.0.0.1', '10.0.0.1'),
  nameless: () => ({
    authorities: Array.from({ length: 500 }, (_, at) => ({
      type: 'NS',
      name: 'com',
      data: `\u001b[31m${at}.com`,
    })),
  }),
};

const refer = manners[globalThis.manner];

const records = ({ type, name }) => {
  if (type !== 'A') return [];
  if (name.endsWith('.invalid')) return [];
  return [{ type: 'A', name, ttl: 60, data: name === 'www.shop.com' ? site : '169.254.169.254' }];
};

const answering = (address, answer) =>
  new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.on('message', (message, from) => {
      const { id, questions } = packet.decode(message);
      const reply = packet.encode({ type: 'response', id, questions, ...answer(questions[0]) });
      socket.send(reply, from.port, from.address);
    });
    socket.bind(53, address, resolve);
  });

const page = createServer((_, response) => response.end('<h1>Shop</h1>'));

await Promise.all([
  answering(resolver, (question) => ({ answers: records(question) })),
  ...[a, k, m].map((address) => answering(address, () => refer(address))),
  new Promise((resolve) => page.listen(8080, site, resolve)),
]);
process.stdout.write('ready\n');
