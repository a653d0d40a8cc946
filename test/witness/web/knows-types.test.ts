import { site } from '../../support/site.ts';
import { witness } from '../../support/witness.ts';

witness('web/knows-types/style-sheets-unknown', (stage) =>
  site(stage, {
    inside: true,
    secure: () => 'root html; types { text/html html; text/javascript js; }',
    files: {
      'html/index.html':
        '<!doctype html>\n<title>Shop</title>\n<link rel="stylesheet" href="/style.css">\n<h1>Shop</h1>\n',
      'html/style.css': 'h1 { color: teal }\n',
    },
  }),
);
