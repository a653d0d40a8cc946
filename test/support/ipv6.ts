import { siteFile } from './config.ts';
import type { Shop } from './shop.ts';

/** Public by IANA's registry, and a sink that swallows what is sent there (RFC 7534). */
export const server6 = '2620:4f:8000::80';

const has = (address: string, device: string): string => `ip address add ${address}/64 dev ${device} nodad`;

/** The server has IPv6 from now on. */
export const onServer = (site: Shop): Promise<unknown> => site.does(has(server6, 'eth0'));

/** The visitor's computer has IPv6 from now on. */
export const onVisitor = (site: Shop): Promise<unknown> => site.visitor(has('2620:4f:8000::7', 'server'));

/** In each server block, a second listen line below the first. */
export const listenTwice = `sed -i -E 's/^(\\s*)listen (80|443)( ssl)?;/&\\n\\1listen [::]:\\2\\3;/' ${siteFile}`;
