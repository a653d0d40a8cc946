import type { DnsPlan, LabPlan, WebPlan } from './plan.ts';

const siteAddress = '127.0.0.2';
const siteNames = ['foobar.com', 'www.foobar.com'];

const dns: DnsPlan = {
  resolver: '127.0.0.10',
  servers: [
    {
      name: 'root-server.lab',
      address: '127.0.0.11',
      zone: '',
      manner: 'answers',
      records: [
        { name: '', type: 'NS', data: 'root-server.lab' },
        { name: 'root-server.lab', type: 'A', data: '127.0.0.11' },
        { name: 'com', type: 'NS', data: 'com-server.lab' },
        { name: 'com-server.lab', type: 'A', data: '127.0.0.12' },
      ],
    },
    {
      name: 'com-server.lab',
      address: '127.0.0.12',
      zone: 'com',
      manner: 'answers',
      records: [
        { name: 'com', type: 'NS', data: 'com-server.lab' },
        { name: 'foobar.com', type: 'NS', data: 'ns1.foobar.com' },
        { name: 'ns1.foobar.com', type: 'A', data: '127.0.0.13' },
      ],
    },
    {
      name: 'ns1.foobar.com',
      address: '127.0.0.13',
      zone: 'foobar.com',
      manner: 'answers',
      records: [
        { name: 'foobar.com', type: 'NS', data: 'ns1.foobar.com' },
        { name: 'ns1.foobar.com', type: 'A', data: '127.0.0.13' },
        { name: 'foobar.com', type: 'A', data: siteAddress },
        { name: 'www.foobar.com', type: 'A', data: siteAddress },
      ],
    },
  ],
};

const style = `body { font-family: sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem; line-height: 1.5 }
`;

const notFound = `<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<title>404</title>
<link rel="stylesheet" href="/static/style.css">
<h1>Ceci n'est pas une page</h1>
</html>
`;

/** A web server to which nobody has given a redirect or a page of its own for what is not there. */
const bareWeb: WebPlan = {
  sites: [
    { address: siteAddress, scheme: 'http', names: siteNames, does: 'redirect-to-https' },
    { address: siteAddress, scheme: 'https', names: siteNames, does: 'serve' },
    {
      address: '127.0.0.1',
      scheme: 'http',
      names: ['www.foobar.localhost', 'foobar.localhost'],
      does: 'serve',
    },
  ],
  files: { '/static/style.css': style },
  redirects: {},
  headers: {},
  proxy: { locations: ['= /', '= /about', '= /healthz'], to: 'app', patience: 5 },
};

export const healthyPlan: LabPlan = {
  dns,
  tls: { names: siteNames, startsInDays: -1, endsInDays: 89, signedBy: 'lab', sends: 'chain' },
  web: {
    ...bareWeb,
    redirects: { '/redirect_me': '/about' },
    notFound,
    proxy: { ...bareWeb.proxy, locations: ['/'] },
  },
  app: { runtime: 'node', database: { user: 'app', password: 'right', schema: 'foobar' } },
  db: {
    schema: 'foobar',
    tips: [
      'A name is not an address: DNS turns one into the other.',
      'A certificate proves a name, and only until its last day.',
      'Nginx can hand a request on, and a file over.',
      'A program makes this page anew for every visit.',
      'What must survive a restart lives in the database.',
    ],
    users: [
      { user: 'app', hosts: ['127.0.0.1', 'localhost'], may: 'write' },
      { user: 'visitor', hosts: ['127.0.0.1', 'localhost'], may: 'read' },
    ],
    maxConnections: 50,
    settings: {},
    statements: [],
  },
  stopped: [],
  edits: [],
  afterwards: [],
};

/** The same site before the web-server exercise is solved: no redirect, and nginx's own page for a 404. */
export const bareWebPlan: LabPlan = { ...healthyPlan, web: bareWeb };

/** The account with which a check may log in: it reads, and changes nothing. */
export const checkUser = 'visitor';
