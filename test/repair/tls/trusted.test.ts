import { makeAuthority } from '../../../src/lab/authority.ts';
import { makeCertificate } from '../../../src/lab/certificate.ts';
import { leafOf } from '../../support/certificates.ts';
import { configured, inSite } from '../../support/config.ts';
import { does, heals, looks, repair } from '../../support/repair.ts';
import { certificateFolder, type Shop } from '../../support/shop.ts';
import { showing } from '../../support/shown.ts';

const stranger = makeAuthority('staging authority');

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
        `cp ${certificateFolder}/fullchain.pem /root/whole.pem && cp ${certificateFolder}/cert.pem ${certificateFolder}/fullchain.pem && systemctl reload nginx`,
      );
    },
    steps: [
      heals('If the certificate is not from', {
        deed: `cp /root/whole.pem ${certificateFolder}/fullchain.pem`,
      }),
    ],
  },
});

repair(
  'tls/trusted/unknown-authority',
  {
    'the certificate is from an authority for tests': {
      fault: async (site) => {
        const middle = signedBy(stranger, '(STAGING) middle authority');
        await showing({ leaf: () => leafOf(middle), more: [middle] })(site);
      },
      steps: [looks('See who signed'), heals('If it is the staging authority')],
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
