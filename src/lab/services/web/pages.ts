import type { ProxyPlan } from '../../plan.ts';
import type { LabSetting } from '../service.ts';

/** A port at which nobody listens: "discard", which no system serves any more. */
const nobodysPort = 9;

/** Where the web server looks for the application. */
export const upstreamPort = ({ plan, ports }: LabSetting): number =>
  plan.web.proxy.to === 'app' ? ports.app : nobodysPort;

/** Whether a path is handed to the application. */
export const isProxied = ({ locations }: ProxyPlan, path: string): boolean =>
  locations.some((location) =>
    location.startsWith('= ') ? path === location.slice(2) : path.startsWith(location),
  );

export const types: Readonly<Record<string, string>> = {
  html: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
  txt: 'text/plain',
  svg: 'image/svg+xml',
  png: 'image/png',
};

export const notFoundFile = '/404.html';

/** Beside the folder of the site's own files. */
export const welcomeFolder = 'welcome';

/** By this title everybody knows the page that comes with nginx. */
export const welcomePage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Welcome to nginx!</title>
<h1>Welcome to nginx!</h1>
<p>The web server works, and nobody has told it which site to show here.</p>
</html>
`;
