import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Place } from '../../place.ts';
import { handOver, makeFolder, writePrivate } from '../../place.ts';
import type { LabSetting } from '../service.ts';
import { notFoundFile, welcomeFolder, welcomePage } from './pages.ts';

export interface WebFiles {
  readonly folder: string;
  /** What the paths of the web server's own files are relative to. */
  readonly html: string;
  readonly certificate: string;
  readonly key: string;
}

export const webFiles = (directory: string): WebFiles => ({
  folder: `${directory}/web`,
  html: `${directory}/web/html`,
  certificate: `${directory}/web/tls/certificate.pem`,
  key: `${directory}/web/tls/key.pem`,
});

const writePage = async (place: Place, root: string, path: string, text: string): Promise<void> => {
  const folder = dirname(`${root}${path}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await handOver(place, [folder]);
  await writePrivate(place, `${root}${path}`, text);
};

/** The web server's pages, certificate and key. */
export const writeWebFiles = async ({ plan, place, certificates }: LabSetting): Promise<WebFiles> => {
  const files = webFiles(place.directory);
  const { files: pages, notFound, sites } = plan.web;
  const isWelcoming = sites.some(({ does }) => does === 'welcome');
  await makeFolder(place, 'web');
  await Promise.all(['html', 'tls', 'logs'].map((name) => makeFolder(place, `web/${name}`)));
  await Promise.all([
    writePrivate(place, files.certificate, certificates.chain),
    writePrivate(place, files.key, certificates.site.privateKey),
    ...Object.entries(pages).map(([path, text]) => writePage(place, files.html, path, text)),
    ...(isWelcoming
      ? [writePage(place, `${files.folder}/${welcomeFolder}`, '/index.html', welcomePage)]
      : []),
    ...(notFound === undefined ? [] : [writePage(place, files.html, notFoundFile, notFound)]),
  ]);
  return files;
};
