import { has, is, isDenied, type Clause, type Reading } from './reading.ts';
import { actorOf, isAction } from './text/agents.ts';
import { isAttributive } from './text/object.ts';
import type { Word } from './text/words.ts';
import { isSaidOf, roleIn, type Role } from './role.ts';

const code =
  /^(?:codes?|scripts?|php|python|jsps?|servlets?|language|logic|codebase|programs?|backend|functions?)$/i;

const runs = /^(?:run|execut|interpret|ran\b)\w*/i;

const roles: readonly Role[] = [
  {
    of: 'APP',
    does: [
      /^(?:run|execut|interpret|compil|comput|process|perform|implement|appl(?:y|ies)|handl|evaluat|ran\b|take|power|work|deal|load|call|invok|launch|start)\w*/i,
    ],
    what: ['logic', 'CODE', code],
    but: /^performances?$/,
    toIt: true,
  },
  { of: 'APP', does: [/^manag\w*/], what: ['logic'], toIt: true },
  { of: 'APP', does: ['make'], what: ['dynamic'], toIt: true },
  {
    of: 'APP',
    does: [runs],
    what: [/^(?:app|application|program|backend|website|site|web)$/i, 'CODE'],
    within: 5,
    toIt: true,
  },
  {
    of: 'APP',
    does: [
      /^(?:generat|creat|build|built|construct|comput|produc|render|assembl|prepar|calculat|making|makes?$)\w*/i,
    ],
    what: ['content', /^pages?$|^html$|^answers?$|^responses?$/i],
    toIt: true,
  },
];

/** It is kept there: what lies somewhere does not run yet. */
const keeps = /^(?:host|hous|hold|held|stor|keep|kept|establish|resid|liv|locat|container)\w*/;

const isKeeping = ({ text, plain }: Word): boolean => keeps.test(text.toLowerCase()) || keeps.test(plain);

/** "Hosts the user's business logic", "a container for the logic". */
const isKept = ({ words }: Clause, at: number): boolean => {
  const verb = words.findLastIndex(
    (word, index) => index < at && (isKeeping(word) || (isAction(word) && !isAttributive(words, index))),
  );
  return verb >= 0 && words.slice(verb, verb + 1).some(isKeeping);
};

/** "The place where the logic of the site is kept". */
const isPlaced = ({ words }: Clause, at: number): boolean => {
  const relative = words.findLastIndex((word, index) => index < at && is(word, 'rel'));
  const verb = words.findIndex((word, index) => index > at && isKeeping(word));
  return relative >= 0 && verb >= 0 && !words.slice(relative, verb).some(({ plain }) => runs.test(plain));
};

/** "Hosts dynamic content": the word itself says that it is not what lies there ready. */
const isDynamicContent = ({ words }: Clause, at: number): boolean => {
  const before = words[at - 1];
  return before !== undefined && isAction(before) && words[at]?.plain.startsWith('dynamic ') === true;
};

/** "Hosts the logic, handling the login of users": it does something with it. */
const works =
  /^(?:handl|process(?!or)|manag|control|execut|run|perform(?!ance)|comput|calculat|do(?:es|ing)?$|decid|govern|determin)\w*/;

const doesMore = ({ words }: Clause, at: number): boolean =>
  words.some(({ plain }, index) => index > at && works.test(plain) && !isDenied({ words }, index));

/** "Between dynamic content and the database": these are others. */
const isBetween = (words: readonly Word[], at: number): boolean =>
  words.slice(Math.max(0, at - 3), at).some(({ plain }) => plain === 'between');

/** "Business logic." below the question, "contains the business logic", "gives access to the logic". */
const hasLogic = (clause: Clause): boolean => {
  if (clause.kind === 'diagram') return false;
  return clause.words.some((word, at) => {
    if (!is(word, 'logic', 'dynamic') || isDenied(clause, at) || isBetween(clause.words, at)) return false;
    if (is(word, 'logic') && isKept(clause, at) && isSaidOf(clause, at, 'APP') && doesMore(clause, at))
      return true;
    if ((isKept(clause, at) || isPlaced(clause, at)) && !isDynamicContent(clause, at)) return false;
    const about = actorOf(clause.words.find((one) => actorOf(one) !== undefined));
    const isAbout = is(word, 'logic') && about === 'APP' && !has(clause.words, 'WEB');
    return isAbout || isSaidOf(clause, at, 'APP');
  });
};

/** "Code base: it is executed by the application server". */
const isCodeRun = (clause: Clause): boolean =>
  clause.topic === 'CODE' && roleIn(clause, { of: 'APP', does: [runs] }) >= 0;

/** Where the application server is said to run the code, or to make what is dynamic. */
export const runsCode = ({ own }: Reading): Clause | undefined =>
  own.find(
    (clause) =>
      clause.kind !== 'diagram' &&
      (roles.some((role) => roleIn(clause, role) >= 0) || hasLogic(clause) || isCodeRun(clause)),
  );
