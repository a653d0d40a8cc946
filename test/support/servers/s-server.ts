import { freePort } from '../../../src/lab/ports.ts';
import type { Issued } from '../certificates.ts';
import type { Stage } from '../stage.ts';
import { loopback } from '../target.ts';
import { program } from './program.ts';
import { again, folder, readyWhen, start } from './run.ts';

/**
 * OpenSSL's own server, for what nginx does not take: it shows a page about the handshake.
 * @param options of openssl-s_server(1)
 */
export const sServer = async (
  stage: Stage,
  { chain, key, ca }: Issued,
  ...options: readonly string[]
): Promise<number> => {
  const command = await program('openssl');
  return again(async () => {
    const port = await freePort([loopback]);
    const home = await folder(stage);
    await home.write('chain.pem', chain);
    await home.write('key.pem', key);
    await home.write('ca.pem', ca);
    const where = ['-accept', `${loopback}:${port}`, '-www'];
    const what = ['-cert', 'chain.pem', '-cert_chain', 'chain.pem', '-key', 'key.pem'];
    const child = start(stage, home, [command, 's_server', ...where, ...what, ...options]);
    await readyWhen(child, (said) => said.includes('ACCEPT'));
    return port;
  });
};
