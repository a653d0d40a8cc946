import { makeAuthority } from '../../../src/lab/authority.ts';
import { makeCertificate } from '../../../src/lab/certificate.ts';
import { leafOf } from '../../support/certificates.ts';
import { configured, inSite } from '../../support/config.ts';
import { does, heals, looks, repair } from '../../support/repair.ts';
import { certificateFolder, type Shop } from '../../support/shop.ts';
import { madeByOpenssl, showing } from '../../support/shown.ts';

const stranger = makeAuthority('authority of a stranger');

const signedBy = (signer: typeof stranger, name: string) =>
  makeCertificate({
    subject: name,
    authority: true,
    signedBy: signer,
    notBefore: new Date(Date.now() - 86_400_000),
    notAfter: new Date(Date.now() + 86_400_000),
  });

const snakeoil = '/etc/ssl/snakeoil';

repair('tls/trusted/self-signed', {
  'there is no other certificate': {
    fault: showing({ leaf: () => leafOf(undefined) }),
    steps: [
      looks('See which certificate Nginx uses'),
      does('The next step lets Certbot'),
      heals('A server_name line must hold'),
    ],
  },
  'the right file is there, and the block names another one': {
    fault: async (site) => {
      const { certificate, privateKey } = leafOf(undefined);
      await site.write(`${snakeoil}/fullchain.pem`, certificate);
      await site.write(`${snakeoil}/privkey.pem`, privateKey);
      await configured(certificateFolder, snakeoil)(site);
    },
    steps: [heals('If such a file is there already', { deed: inSite(snakeoil, certificateFolder) })],
  },
});

const throughMiddle = async (site: Shop): Promise<void> => {
  const middle = signedBy(site.authority, 'middle authority');
  await showing({ leaf: () => leafOf(middle), more: [middle] })(site);
};

repair('tls/trusted/leaf-only', {
  'the block names cert.pem': {
    fault: async (site) => {
      await throughMiddle(site);
      await configured('fullchain.pem', 'cert.pem')(site);
    },
    steps: [
      looks('See which file Nginx sends'),
      heals('Write fullchain.pem', { deed: inSite('cert.pem', 'fullchain.pem') }),
    ],
  },
  'the file lacks the middle certificate': {
    fault: async (site) => {
      await throughMiddle(site);
      await site.does(
        `cp ${certificateFolder}/fullchain.pem /var/tmp/whole.pem && cp ${certificateFolder}/cert.pem ${certificateFolder}/fullchain.pem && systemctl reload nginx`,
      );
    },
    steps: [
      heals('If the certificate is not from', {
        deed: `cp /var/tmp/whole.pem ${certificateFolder}/fullchain.pem`,
      }),
    ],
  },
});

const through =
  (name: string) =>
  async (site: Shop): Promise<void> => {
    const middle = signedBy(stranger, name);
    await showing({ leaf: () => leafOf(middle), more: [middle] })(site);
  };

repair(
  'tls/trusted/unknown-authority',
  {
    'the certificate is from an authority of a school': {
      fault: through('middle authority of a school'),
      steps: [
        looks('See who signed'),
        does('If everyone is to visit'),
        heals('A server_name line must hold'),
      ],
    },
  },
  { 'If the authority is your own': 'every check of these tests has --ca already' },
);

repair('tls/trusted/authority-sent', {
  'the certificate is from an authority of one’s own': {
    fault: showing({ leaf: () => leafOf(stranger), more: [stranger] }),
    steps: [
      looks('See who signed'),
      looks('Look at the same on the server'),
      does('The next step lets Certbot'),
      heals('A server_name line must hold'),
    ],
  },
});

repair('tls/trusted/staging', {
  'the certificate was made for a try': {
    fault: through('(STAGING) middle authority'),
    steps: [
      looks('See which certificates Certbot made'),
      does('The next step lets Certbot'),
      heals('Get a real certificate'),
    ],
  },
});

const forVisitors = { extension: 'extendedKeyUsage=clientAuth' };
const another = '/etc/ssl/another';

repair('tls/trusted/wrong-purpose', {
  'the block names the certificate of a visitor': {
    fault: async (site) => {
      await site.does(madeByOpenssl(another, forVisitors));
      await configured(certificateFolder, another)(site);
    },
    steps: [
      looks('See what the certificate'),
      looks('See which certificates are on the server'),
      heals('Write the right file there', { deed: inSite(another, certificateFolder) }),
    ],
  },
  'the authority is one’s own': {
    fault: `${madeByOpenssl(certificateFolder, forVisitors)} && systemctl reload nginx`,
    steps: [
      heals('If the authority is your own', {
        deed: `${madeByOpenssl(certificateFolder, { extension: 'extendedKeyUsage=serverAuth' })} && systemctl reload nginx`,
      }),
    ],
  },
});

repair('tls/trusted/not-an-authority', {
  'the certificate of another site signed it': {
    fault: [
      madeByOpenssl(another, { subject: 'other.com', extension: 'basicConstraints=CA:FALSE' }),
      madeByOpenssl(certificateFolder, { signer: [`${another}/cert.pem`, `${another}/privkey.pem`] }),
      `cat ${another}/cert.pem >>${certificateFolder}/fullchain.pem`,
      'systemctl reload nginx',
    ].join(' && '),
    steps: [
      looks('See all certificates'),
      looks('See which file Nginx sends'),
      does('The next step lets Certbot'),
      heals('A server_name line must hold'),
    ],
  },
});
