import { opensslIssued } from '../../support/openssl.ts';
import { sServer } from '../../support/servers/s-server.ts';
import { site } from '../../support/site.ts';
import type { Stage } from '../../support/stage.ts';
import { witness } from '../../support/witness.ts';

/** OpenSSL's own server takes what today's nginx does not. */
const showing = async (stage: Stage, odd: Parameters<typeof opensslIssued>[1]) => {
  const certificate = await opensslIssued(stage, odd);
  const httpsPort = await sServer(stage, certificate, '-cipher', 'DEFAULT:@SECLEVEL=0');
  return site(stage, { certificate, httpsPort });
};

witness('tls/strong-enough/weak-key', (stage) => showing(stage, { key: 'rsa:1024' }));

witness('tls/strong-enough/weak-signature', (stage) => showing(stage, { digest: 'sha1' }));
