import { has, is, isDenied, type Clause, type Reading } from './reading.ts';
import { actorOf } from './text/agents.ts';
import { toldIn, type Role } from './role.ts';

const code = /^(?:codes?|scripts?|php|python|logic|codebase|programs?|backend|functions?)$/i;

const roles: readonly Role[] = [
  {
    of: 'APP',
    does: [
      /^(?:run|execut|interpret|comput|process|perform|implement|appl(?:y|ies)|handl|evaluat|ran\b|contain|manag|host|hold|take|power|work|deal|load|call|invok|launch|start)\w*/i,
    ],
    what: ['logic', 'CODE', code],
  },
  { of: 'APP', does: ['make'], what: ['dynamic'] },
  { of: 'APP', does: ['dynamic', 'logic'] },
  { of: 'APP', does: ['run'], what: ['logic', 'dynamic'] },
  {
    of: 'APP',
    does: [/^(?:run|execut|interpret|ran\b)\w*/i],
    what: [/^(?:app|application|program|backend|website|site|web)$/i, 'CODE'],
    within: 5,
  },
  {
    of: 'APP',
    does: [
      /^(?:generat|creat|build|built|construct|comput|produc|render|assembl|prepar|calculat|making|makes?$)\w*/i,
    ],
    what: ['content', /^pages?$|^html$|^answers?$|^responses?$/i],
  },
];

/** "The job of the application server is to give access to the business logic". */
const hasLogic = (clause: Clause): boolean =>
  clause.kind !== 'diagram' &&
  actorOf(clause.words.find((word) => actorOf(word) !== undefined)) === 'APP' &&
  clause.words.some((word, at) => is(word, 'logic') && !isDenied(clause, at)) &&
  !has(clause.words, 'WEB');

/** Where the application server is said to run the code, or to make what is dynamic. */
export const runsCode = (reading: Reading): Clause | undefined =>
  toldIn(reading, roles) ?? reading.own.find(hasLogic);
