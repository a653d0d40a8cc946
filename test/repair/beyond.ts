const clock = 'the clock of a namespace is the clock of the machine that runs the tests';
const cloudflare = 'Cloudflare is in front of other people’s servers, and is no program of Debian';
const mysql = 'only MySQL says this, and Debian has MariaDB';
const asNextDoor = 'its commands are those of app/gateway/not-listening, which are taken';
const asOtherPort = 'its commands are those of app/gateway/other-port, which are taken';
const likeEverything =
  'its commands are those of db/least-privilege/everything, which are taken, with other rights';
const twoComputers =
  'its steps are taken at the user’s own ssh and in the panel of a provider, and change nothing on the server';
const noSystemd = 'the machine of the repairs has no systemd; test/probes/units.test.ts has one, and takes';
const asForbidden = 'its commands are those of web/front-page/forbidden, which are taken';
const onDisk = 'what mends it is said in words, and its commands are taken elsewhere';
const asNotLoaded = 'its commands are those of web/config-is-loaded/would-not-load, which are taken';
const asDefaultPage = 'its commands are those of web/front-page/default-page, which are taken';
const asDenied = 'its statements are those of db/login/access-denied, which are taken';
const asFull = 'its commands are those of db/handshake/too-many-connections, which are taken';
const ofCode =
  'what has to change is the code or a number in its settings, and its commands are those of code/runs/older-than-files, which are taken';
const asRefused = 'its commands are those of server/accepts/refused, which are taken';
const asUnknownOption =
  'it restarts the database after an edit, as db/runs/unknown-option, which is taken, and its other commands only look';
const asLineRefused =
  'its commands that change something are those of server/listens/mistake-in-line, which are taken';
const asCertificateMissing =
  'its commands that change something are those of web/config-is-loaded/certificate-missing, which are taken';
const oneMore = 'its commands stop one service and start another, as those of server/listens/not-running do';
const typed = 'what was typed has to change, and nothing on a server';

/**
 * Causes whose printed steps are taken on no server of ours, each with the reason; a check stands for all of its causes.
 * All others are repaired in exactly one test of this folder; a contract test says so.
 */
export const beyond: Readonly<Record<string, string>> = {
  'app/cdn': cloudflare,
  'app/database-link':
    'its statements are those of db/login/access-denied, which are taken; the settings are a file of the program',
  'app/finishes/all-busy': ofCode,
  'app/finishes/computes': ofCode,
  'app/finishes/pool-taken': ofCode,
  'app/finishes/rows-locked':
    'it ends a connection that somebody holds open, and the program of the tests’ server keeps nothing in a database',
  'app/finishes/waits': ofCode,
  'app/finishes/waits-for-database':
    'which index a table needs, or how much less to ask for, is for the owner of the program to say',
  'app/gateway/other-socket': asOtherPort,
  'app/gateway/other-kind': asOtherPort,
  'app/gateway/socket-missing': asNextDoor,
  'app/gateway/socket-denied':
    'its commands are those of app/gateway/not-listening and app/named-page/forbidden, which are taken',
  'app/gateway/socket-left-over': asNextDoor,
  'app/gateway/frozen': asNextDoor,
  'app/gateway/no-answer-in-time': asNextDoor,
  'app/gateway/no-connection-in-time': asNextDoor,
  'app/gateway/closed-early': asNextDoor,
  'app/gateway/reset': asNextDoor,
  'app/gateway/header-too-big': asNextDoor,
  'app/gateway/head-buffer-small': asNextDoor,
  'app/gateway/other-protocol': asNextDoor,
  'app/gateway/none-alive': asNextDoor,
  'app/has-workers': ofCode,
  'app/in-time/computes': ofCode,
  'app/in-time/waits': ofCode,
  'app/in-time/waits-for-database':
    'which index a table needs, or how much less to ask for, is for the owner of the program to say',
  'app/reaches-database':
    'its commands are those of db/handshake/refused and db/runs/other-address, which are taken, and what else has to change is a line of settings',
  'app/service-runs': `${noSystemd} the command with which it is started again. What was wrong is changed by hand`,
  'code/no-exception': ofCode,
  'code/runs/folder-deleted': 'its commands are those of code/runs/older-than-files, which are taken',
  'db/admits-program':
    'its statements are those of db/login, which are taken, and here are for the account of the program',
  'db/does-as-asked':
    'its statements are for tables and accounts that only the owner of the program knows, and each shows on the next visit whether it was right',
  'db/handshake/held-by-program': asFull,
  'db/handshake/limit-too-small': asFull,
  'db/handshake/nobody-at-socket': 'its commands are those of db/handshake/refused, which are taken',
  'db/handshake/socket-denied': 'whoever runs the tests as root may use every file',
  'db/handshake/shutting-down': 'it lasts for a moment, and no command holds a database in it',
  'db/has-room': 'how many connections a program needs is for its owner to decide, and no command says it',
  'db/has-schema': 'the tables of a program come from a file of its own',
  'db/least-privilege/administers': likeEverything,
  'db/least-privilege/anonymous':
    'its statements are those of db/login/access-denied, which are taken, and one that drops an account',
  'db/least-privilege/every-schema': likeEverything,
  'db/least-privilege/from-anywhere': 'it renames an account, which changes nothing else',
  'db/least-privilege/may-grant': likeEverything,
  'db/least-privilege/no-rights': likeEverything,
  'db/least-privilege/reads-files': likeEverything,
  'db/listens-here-only/docker-publishes': 'Docker is no program of the tests',
  'db/listens-here-only/every-address': 'its commands are those of db/not-exposed/open, which are taken',
  'db/listens-here-only/site-address': 'its commands are those of db/not-exposed/open, which are taken',
  'db/listens-here-only/x-protocol': mysql,
  'db/login/account-missing': asDenied,
  'db/login/other-system-user':
    'its statements are those of db/login/socket-account, and what has to change is what is typed',
  'db/login/offline-mode': mysql,
  'db/login/temporarily-locked': mysql,
  'db/login/tls-required': mysql,
  'db/login/wrong-password': asDenied,
  'db/runs/not-running': 'its commands are those of db/handshake/refused, which are taken',
  'db/runs/datadir-missing': asUnknownOption,
  'db/runs/data-file-size': asUnknownOption,
  'db/runs/folder-missing': asUnknownOption,
  'db/runs/only-socket': 'it restarts the database after an edit, as db/runs/other-address, which is taken',
  'db/runs/other-port': 'it restarts the database after an edit, as db/runs/other-address, which is taken',
  'db/runs/other-program': 'which of two programs is to have the port is for their owner to decide',
  'db/takes-changes/super-read-only': mysql,
  'dns/name-servers/all-lame':
    'its steps are those of dns/name-servers/lame, which are taken, for every server of the zone',
  'dns/name-servers/none-serves':
    'its steps are those of dns/name-servers/all-refuse and all-fail, which are taken',
  'server/has-room':
    'its disks are those of the computer that runs the tests, and what to delete is for a person to say',
  'server/lets-in':
    'its commands are those of server/accepts/silent-port, or leave the server for the panel of a provider',
  'server/listens/certificate-unusable': asCertificateMissing,
  'server/listens/file-missing': asLineRefused,
  'server/listens/frozen': 'a signal would reach every Nginx of the computer that runs the tests',
  'server/listens/name-unknown': asLineRefused,
  'server/listens/no-ipv6-listen': asRefused,
  'server/listens/no-listen-line': asRefused,
  'server/listens/not-reloaded': asRefused,
  'server/listens/other-address': asRefused,
  'server/listens/other-program': oneMore,
  'server/listens/plain-not-configured':
    'its command is that of server/accepts/plain-port-closed, which is taken',
  'server/listens/queue-full':
    'what overloads a program is no fault of a file, and the last of its steps is a restart',
  'server/listens/taken': oneMore,
  'server/listens/will-not-start': asLineRefused,
  'server/parts-apart': 'nothing has to be done',
  'server/starts-again/database-disabled': `${noSystemd} enable for Nginx and the program, not for a database`,
  'server/starts-again/nginx-disabled': `${noSystemd} enable for it`,
  'server/starts-again/program-by-hand':
    'what to write into a service is for the owner of the program to say',
  'server/starts-again/program-disabled': `${noSystemd} enable for it`,
  'tester/clock': clock,
  'tester/proxy': 'its steps only look, and what they look at is a variable of a terminal',
  'tester/way-in': twoComputers,
  'tls/in-date/not-yet-valid': clock,
  'user/public-name': typed,
  'web/answered-here': 'its steps only look, and what they lead to is another machine',
  'web/front-page/challenged': 'what asks for a proof is a service of Cloudflare or Amazon',
  'web/knows-types':
    'what mends it is a line of a file, and Nginx is then reloaded as in other repairs, which are taken',
  'web/serves-files/file-missing': onDisk,
  'web/serves-files/root-missing': onDisk,
  'web/serves-files/root-gone': onDisk,
  'web/serves-files/no-index': asForbidden,
  'web/serves-files/file-denied': asForbidden,
  'web/serves-files/denied':
    'an access control list or a profile of AppArmor is what no namespace of ours has',
  'web/serves-files/by-rule': asForbidden,
  'web/serves-files/not-a-folder': onDisk,
  'web/serves-files/link-loop': onDisk,
  'web/serves-files/name-too-long': onDisk,
  'web/serves-files/cycle': onDisk,
  'tls/newest-is-served/renewal-waits':
    'its commands are those of tls/newest-is-served/not-reloaded, which are taken',
  'tls/newest-is-served/file-missing': onDisk,
  'web/config-is-loaded/unknown-directive': asNotLoaded,
  'web/config-is-loaded/bad-line': asNotLoaded,
  'web/config-is-loaded/block-open': asNotLoaded,
  'web/config-is-loaded/upstream-unknown': asNotLoaded,
  'web/config-is-loaded/key-mismatch': asNotLoaded,
  'web/config-is-loaded/duplicate-default': asNotLoaded,
  'web/config-is-loaded/file-missing': asNotLoaded,
  'web/config-is-loaded/refused': asNotLoaded,
  'web/config-is-loaded/reload-pending': asNotLoaded,
  'web/knows-name/misspelt': asDefaultPage,
  'web/knows-name/not-named': asDefaultPage,
  'web/knows-name/by-default': asDefaultPage,
  'web/knows-name/name-twice': asDefaultPage,
  'web/has-room/rate-limited': 'its commands are those of app/answers/nginx-unavailable, which are taken',
  'web/has-room/connections-limited':
    'its commands are those of app/answers/nginx-unavailable, which are taken',
  'web/has-room/connections-used-up': onDisk,
  'web/has-room/files-used-up': onDisk,
  'web/has-room/body-too-large': onDisk,
  'web/passes-host': onDisk,
};
