import { configured, defaultBlock, inSite, siteFile, sshAt, sshMoved } from '../../support/config.ts';
import { does, heals, looks, repair } from '../../support/repair.ts';
import { certificateFolder } from '../../support/shop.ts';
import { madeByOpenssl } from '../../support/shown.ts';

repair('tls/handshake/not-tls', {
  'the word ssl is missing beside http2': {
    fault: configured('listen 443 ssl;', 'listen 443 http2;'),
    steps: [
      looks('See which program listens'),
      looks('If it is Nginx, look at its listen lines'),
      heals('After a change', { deed: inSite('listen 443 http2;', 'listen 443 ssl http2;') }),
    ],
  },
});

/** A student's first attempt: a port more, and no certificate. */
const withoutCertificate = `printf '%s' 'server {
	listen 80;
	listen 443;
	server_name shop.com www.shop.com;
	root /var/www/shop;
}
' >${siteFile} && rm -r /etc/letsencrypt && systemctl reload nginx`;

repair('tls/handshake/plain-http', {
  'the word ssl is missing': {
    fault: configured('listen 443 ssl;', 'listen 443;'),
    steps: [
      looks('Look at the listen lines'),
      heals('After a change', { deed: inSite('listen 443;', 'listen 443 ssl;') }),
      looks('If no line names the port'),
    ],
  },
  'there is no certificate yet': {
    fault: withoutCertificate,
    steps: [
      does('If there is no certificate'),
      heals('Take the wrong listen line away', { deed: inSite('\tlisten 443;\n', '') }),
    ],
  },
});

repair('tls/handshake/another-service', {
  'the ssh server has the port': {
    fault: sshAt(443),
    steps: [
      looks('See which program listens'),
      looks('If it is the ssh server'),
      // Docker is not installed or does not run here, and either is said by this code.
      looks('If the web server does listen', { code: 1 }),
      heals('If it is another program', { deed: sshMoved }),
    ],
  },
});

const addRejecting = defaultBlock('ssl_reject_handshake on;');

repair('tls/handshake/no-name', {
  'the name is missing in the block': {
    fault: `${addRejecting} && sed -i 's/server_name shop.com www.shop.com;/server_name shop.com;/' ${siteFile} && systemctl reload nginx`,
    steps: [
      looks('See for which names Nginx has server blocks'),
      heals('Add the name to server_name', {
        deed: `sed -i 's/server_name shop.com;/server_name shop.com www.shop.com;/' ${siteFile}`,
      }),
    ],
  },
  'the name is served over plain http only': {
    fault: `${addRejecting} && sed -i '8,$s/server_name shop.com www.shop.com;/server_name shop.com;/; s|return 301 .*;|root /var/www/shop;|' ${siteFile} && systemctl reload nginx`,
    steps: [does('The next step lets Certbot'), heals('A server_name line must hold')],
  },
});

const root = 'root /var/www/shop;';
const forRsa = 'ssl_protocols TLSv1.2; ssl_ciphers ECDHE-RSA-AES128-GCM-SHA256;';

repair('tls/handshake/refused', {
  'the ciphers are for another kind of key': {
    fault: configured(root, `${forRsa} ${root}`),
    steps: [
      looks('See which versions'),
      heals('Take the line ssl_ciphers away', { deed: inSite(`${forRsa} ${root}`, root) }),
    ],
  },
});

repair(
  'tls/handshake/internal-error',
  {
    'the name of the file is put together for each visitor': {
      fault: configured('live/shop.com/', 'live/$ssl_server_name/'),
      steps: [
        looks('Read the last errors'),
        looks('See which files'),
        heals('After a change', { deed: inSite('live/$ssl_server_name/', 'live/shop.com/') }),
      ],
    },
  },
  { 'If the server is Caddy or Traefik': 'neither of them is a server of ours' },
);

repair(
  'tls/handshake/silent',
  {
    'Nginx hangs': {
      fault: 'kill -STOP $(pgrep nginx)',
      waits: true,
      options: '--only tls',
      steps: [looks('See which program listens'), heals('If it is Nginx')],
    },
  },
  { 'Make the same handshake': 'while Nginx hangs it ends by Ctrl-C only, as the words say' },
);

/** What hands on to Nginx, as the proxy in front of a container does, and closes the connection when nobody is there. */
const handsOn = `const { connect, createServer } = require('node:net');
createServer((visitor) => {
  const behind = connect(8443, '127.0.0.1');
  visitor.pipe(behind).pipe(visitor);
  visitor.on('error', () => behind.destroy());
  behind.on('error', () => visitor.destroy());
}).listen(443);
`;

repair('tls/handshake/closed', {
  'what has the port hands on to a program that has stopped': {
    fault: async (site) => {
      await configured('listen 443 ssl;', 'listen 127.0.0.1:8443 ssl;')(site);
      await site.does('systemctl stop nginx');
      await site.write('/opt/hands-on.js', handsOn);
      await site.does('setsid node /opt/hands-on.js >/dev/null 2>&1 </dev/null & sleep 0.2');
    },
    steps: [
      looks('Make the same handshake', { code: 1 }),
      looks('See which program listens'),
      heals('If the program behind it', { fill: { NAME: 'nginx' } }),
      looks('Read the last errors'),
    ],
  },
});

repair('tls/handshake/too-old', {
  'the configuration allows nothing newer': {
    fault: configured(
      'root /var/www/shop;',
      'ssl_protocols TLSv1.1; ssl_ciphers DEFAULT:@SECLEVEL=0; root /var/www/shop;',
    ),
    steps: [
      looks('See which versions'),
      heals('Write ssl_protocols', {
        deed: inSite('ssl_protocols TLSv1.1;', 'ssl_protocols TLSv1.2 TLSv1.3;'),
      }),
    ],
  },
});

const rsaOnly = 'ssl_protocols TLSv1.2; ssl_ciphers AES256-GCM-SHA384;';
const good = 'ssl_protocols TLSv1.2 TLSv1.3;';

repair('tls/handshake/no-forward-secrecy', {
  'the list of ciphers holds an old one only': {
    fault: async (site) => {
      await site.does(madeByOpenssl(certificateFolder));
      await configured(root, `${rsaOnly} ${root}`)(site);
    },
    steps: [
      looks('See which ciphers'),
      heals('Take the line ssl_ciphers away', { deed: inSite(rsaOnly, good) }),
    ],
  },
});

repair('tls/handshake/not-newest', {
  'the configuration allows nothing newer': {
    fault: configured(root, `ssl_protocols TLSv1.2; ${root}`),
    steps: [
      looks('See which versions'),
      heals('Write ssl_protocols', { deed: inSite('ssl_protocols TLSv1.2;', good) }),
    ],
  },
});
