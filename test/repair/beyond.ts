const cloudflare = 'Cloudflare is in front of other people’s servers, and is no program of Debian';
const ownNetwork = 'the network of the visitor is what has to change, and no server';
const mysql = 'only MySQL says this, and Debian has MariaDB';
const typed = 'what was typed has to change, and nothing on a server';

/**
 * Causes whose printed steps are taken on no server of ours, each with the reason; a check stands for all of its causes.
 * All others are repaired in exactly one test of this folder; a contract test says so.
 */
export const beyond: Readonly<Record<string, string>> = {
  'app/cdn': cloudflare,
  'db/handshake/shutting-down': 'it lasts for a moment, and no command holds a database in it',
  'db/login/offline-mode': mysql,
  'db/login/temporarily-locked': mysql,
  'db/login/tls-required': mysql,
  'tester/hosts-file': ownNetwork,
  'tester/interception': ownNetwork,
  'tester/network': ownNetwork,
  'tester/resolver': ownNetwork,
  'tls/in-date/not-yet-valid': 'the clock of a namespace is the clock of the machine that runs the tests',
  'user/public-name': typed,
  'web/front-page/challenged': 'what asks for a proof is a service of Cloudflare or Amazon',
};
