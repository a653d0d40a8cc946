import { definePoint, full, half, namedIn, none, type PointRule } from '../point.ts';
import { agents, has, is, isDenied, says, textOf, type Clause, type Reading } from '../reading.ts';

const files =
  /\b(?:application|app|website|site|project|program|source)(?: ?'s)? (?:files?|codes?|source|sources)\b|\bfiles? (?:of|for|with) (?:the |our |my |its |an? )?(?:web )?(?:app\w*|web ?site|site|project|program|code)\b|\bcode (?:of|for) (?:the |our |my |its |an? )?(?:web )?(?:app\w*|web ?site|site|project)\b|\bcode ?base\b/;

const code = /\bcodes?(?:base)?\b|\bsource\b|\bscript/;

/** "It hosts the files of the site", of the web server: those are what it serves, not what is run. */
const isServed = (clause: Clause): boolean => {
  const text = textOf([...clause.label, ...clause.words]);
  const at = clause.words.findIndex(({ plain }) => /files?\b/.test(plain));
  if (at < 0 || code.test(text) || /\bapp(?:lication)? files?\b/.test(text)) return false;
  const { strict, loose } = agents(clause, at);
  return [...strict, ...loose].includes('WEB') || clause.topic === 'WEB';
};

const deploys = /\b(?:new|deploy\w*|latest|changed?|update[ds]?|version)\b/;

const runs = /^(?:run|execut|interpret|process|load|read)\w*/;

/** How many words lie between what is run and the word that says so. */
const near = 6;

/** "Images or scripts" are what a page is made of. */
const isPagePart = (clause: Clause, at: number): boolean => {
  const beside = [...clause.words.slice(Math.max(0, at - 4), at), ...clause.words.slice(at + 1, at + 4)];
  return (
    /^scripts?$/.test(clause.words[at]?.plain ?? '') && has(beside, 'static') && !has(clause.words, 'APP')
  );
};

/** Code that is run, or that is the application server's. */
const isRun = (clause: Clause, at: number): boolean => {
  const before = clause.words.slice(Math.max(0, at - near), at);
  const behind = clause.words.slice(at + 1, at + 1 + near);
  return (
    has(clause.words, 'APP') ||
    clause.topic === 'APP' ||
    says(before, runs) ||
    /\b(?:is|are|gets?|be) (?:\w+ )?(?:run|ran|executed|interpreted|processed|loaded|read)\b/.test(
      textOf(behind),
    )
  );
};

/** "Code: ..." in a list of parts. */
const isPart = ({ label }: Clause): boolean => {
  const names = label.filter(({ isMark }) => !isMark).map(({ plain }) => plain);
  return names.length < 3 && /^(?:codes?|scripts?)$/.test(names.at(-1) ?? '');
};

const isBare = (clause: Clause): boolean => isPart(clause) || isBareRun(clause);

const isBareRun = (clause: Clause): boolean =>
  !deploys.test(textOf(clause.words)) &&
  clause.words.some(
    ({ plain }, at) =>
      /^(?:(?:server|back)\S* )*(?:side |end )?(?:codes?|scripts?)$/.test(plain) &&
      !isDenied(clause, at) &&
      !isPagePart(clause, at) &&
      isRun(clause, at),
  );

const judge = (reading: Reading): ReturnType<PointRule['judge']> => {
  const named = codeIn(reading);
  const own = named.find((clause) => !isServed(clause));
  if (own) return full('the code base is named', own);
  const [served] = named;
  if (served) return half('these are the files that the web server serves, not the code that is run', served);
  const some = reading.own.find(isBare);
  return some
    ? half('only "code" is said, not the code base or the application files', some)
    : none('the code base is not named');
};

/** "Server-side code" is code of a kind; "the server-side code of our site" is the site's. */
const isSide = ({ words }: Clause, at: number): boolean =>
  /^(?:server|back)[- ]?(?:side|end)? codes?$/.test(words[at]?.plain ?? '') &&
  !/^(?:of|for)$/.test(words[at + 1]?.plain ?? '');

/** Where the files or the code of the site are named. */
const codeIn = (reading: Reading): readonly Clause[] => {
  const first = namedIn(reading, 'CODE');
  const isFirst = first && (first.topic === 'CODE' || !first.words.some((_, at) => isSide(first, at)));
  const said = reading.own.filter(
    (clause) =>
      clause.words.some((word, at) => is(word, 'CODE') && !isSide(clause, at) && !isDenied(clause, at)) ||
      (files.test(textOf([...clause.label, ...clause.words])) && !isDenied(clause, 0)),
  );
  return isFirst ? [first, ...said] : said;
};

export default definePoint({
  title: 'the code base (application files)',
  judge,
  examples: {
    full: [
      'The application server runs the code base.',
      'Application files: the code of the site.',
      'The codebase is on the server.',
      'source code of the website',
      'The application server executes our code source.',
      'Application files (code base): all the files of the site.',
      'The code base contains the HTML, CSS and Python files.',
      'Set of application files is in the server.',
      'The application server loads the website files.',
      'Codebase - scripts of the application',
      'the project files are stored on the disk',
      'It runs the source codes of the website.',
      'The web server hosts the code base of the site.',
      'Web server: hands requests to the application, whose source code is on the same disk.',
      'The files of the website are run by the application server.',
      'The application server executes the server-side code of our site.',
    ],
    half: [
      'The application server executes the code.',
      'App server: runs PHP scripts.',
      'App server: it executes the code',
      'The app server runs the scripts.',
      'Web server: it hosts website files.',
      'What is the role of the web server?\nIt stores the files of a web application and answers requests.',
      'The web server keeps the files of our site and delivers them.',
      'It interprets the code of PHP.',
      'Code: what the site does.',
      'The application server runs the back end code.',
      'Dynamic pages: it executes server-side code.',
    ],
    none: [
      'The application server takes care of the business logic.',
      'Downtime when deploying new code.',
      'When we deploy new code the server restarts.',
      'It has the business logic.',
      'The code of conduct.',
      'HTTP status code 200 is returned.',
      'The server processes the request and returns images or scripts to the browser.',
      'The web server delivers CSS, scripts and pictures.',
      'Nginx serves static files.',
      'Nginx processes the request and returns a status code.',
    ],
  },
});
