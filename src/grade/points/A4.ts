import { definePoint, full, half, namedIn, none, type PointRule } from '../point.ts';
import { has, isDenied, says, textOf, type Clause, type Reading } from '../reading.ts';

const files =
  /\b(?:application|app|website|site|project|program|source)(?: ?'s)? (?:files?|codes?|source|sources)\b|\bfiles? (?:of|for|with) (?:the |our |my |its )?(?:app\w*|web ?site|site|project|program|code)\b|\bcode (?:of|for) (?:the |our |my |its )?(?:app\w*|web ?site|site|project)\b|\bcode ?base\b/;

const deploys = /\b(?:new|deploy\w*|latest|changed?|update[ds]?|version)\b/;

const runs = /\b(?:run|execut|interpret|process|load|read)\w*/;

const bare = (clause: Clause): boolean =>
  says(clause.words, /^(?:codes?|scripts?)$/i) &&
  !deploys.test(textOf(clause.words)) &&
  (has(clause.words, 'APP') || clause.topic === 'APP' || runs.test(textOf(clause.words)));

const judge = (reading: Reading): ReturnType<PointRule['judge']> => {
  const named =
    namedIn(reading, 'CODE') ??
    reading.own.find(
      (clause) => files.test(textOf([...clause.label, ...clause.words])) && !isDenied(clause, 0),
    );
  if (named) return full('the code base is named', named);
  const some = reading.own.find(bare);
  return some
    ? half('only "code" is said, not the code base or the application files', some)
    : none('the code base is not named');
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
    ],
    half: [
      'The application server executes the code.',
      'App server: runs PHP scripts.',
      'App server: it executes the code',
      'The app server runs the scripts.',
    ],
    none: [
      'The application server takes care of the business logic.',
      'Downtime when deploying new code.',
      'When we deploy new code the server restarts.',
      'It has the business logic.',
      'The code of conduct.',
      'HTTP status code 200 is returned.',
    ],
  },
});
