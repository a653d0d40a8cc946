import { site } from '../../support/site.ts';
import { witness } from '../../support/witness.ts';

// A file that PHP was to run, and a web server that nobody told so.
witness('web/sent-as-page/source-shown', (stage) =>
  site(stage, {
    secure: () => 'root php; index index.php;',
    files: { 'php/index.php': "<?php\nrequire 'config.php';\necho 'Shop';\n" },
  }),
);

witness('web/sent-as-page/downloaded', (stage) =>
  site(stage, { secure: () => 'root html; types { } default_type application/octet-stream;' }),
);

witness('web/sent-as-page/shown-as-text', (stage) =>
  site(stage, { secure: () => 'root html; types { } default_type text/plain;' }),
);

witness('web/sent-as-page/directory-listing', (stage) =>
  site(stage, { secure: () => 'root files; autoindex on;', files: { 'files/notes.txt': 'notes' } }),
);

witness('web/sent-as-page/empty-page', (stage) =>
  site(stage, { secure: () => 'root empty;', files: { 'empty/index.html': '' } }),
);
