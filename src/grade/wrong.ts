import { actorOf } from './text/agents.ts';
import { agents, has, is, isDenied, says, textOf, type Clause, type Reading } from './reading.ts';

/** Only in what the student says, and never in a drawing. */
export const findClause = ({ own }: Reading, test: (clause: Clause) => boolean): Clause | undefined =>
  own.find((clause) => clause.kind !== 'diagram' && test(clause));

/** "It sends ...", "Nginx and it turns ...": the one who was spoken of, when there is only one it can be. */
const isIt = (clause: Clause, at: number, actor: string): boolean => {
  const { strict, loose } = agents(clause, at);
  const it = clause.words.slice(0, at).findLastIndex(({ plain }) => plain === 'it');
  if (strict.length > 0 || it < 0 || clause.words.slice(it, at).some((word) => actorOf(word))) return false;
  const named = clause.words
    .slice(0, it)
    .map(actorOf)
    .filter((one) => one !== undefined);
  const who = named.length > 0 ? named : loose;
  const isSubject = it === 0 || /^(?:and|,)$/.test(clause.words[it - 1]?.plain ?? '');
  return isSubject && who.length > 0 && who.every((one) => one === actor);
};

/** The verb at `at` is said of this actor and of nobody else, and is not denied. */
export const does = (clause: Clause, actor: string, verb: RegExp): number =>
  clause.words.findIndex((word, at) => {
    if (!(verb.test(word.text) || verb.test(word.plain)) || isDenied(clause, at)) return false;
    const { strict } = agents(clause, at);
    return (strict.length === 1 && strict[0] === actor) || isIt(clause, at, actor);
  });

export const after = (clause: Clause, at: number, count: number) =>
  clause.words.slice(at + 1, at + 1 + count);

/**
 * The clause with the parts by their tags and without articles: "the application server is inside our server" is "APP is
 * inside SERVER", whatever they are called.
 */
export const sketchOf = ({ words }: Clause): string =>
  words
    .filter(({ text }) => !/^(?:the|an?|our|my|its|your|this|that|also|basically|actually)$/i.test(text))
    .map((word) => actorOf(word) ?? (is(word, 'spof') ? 'SPOF' : word.plain))
    .join(' ');

/** The application server is the one that delivers the static files. */
export const appServesStatic = (reading: Reading): Clause | undefined =>
  findClause(reading, (clause) => {
    const at = does(clause, 'APP', /^(?:serv|display|deliver|show|send|return|host)\w*/i);
    const isBy = /^by$/i.test(clause.words[at + 1]?.text ?? '');
    const object = isBy ? clause.words.slice(Math.max(0, at - 6), at) : after(clause, at, 5);
    const runsCode =
      has(clause.words, 'dynamic', 'logic') ||
      /\b(?:run|execut|interpret|compil|process)\w* (?:\w+ ){0,3}(?:code|scripts?|python|php|jsps?|servlets?)\b/.test(
        textOf(clause.words),
      );
    if (at >= 0 && object.some((word) => is(word, 'static')) && !runsCode) return true;
    const optional = does(clause, 'APP', /^(?:optional|unnecessary)$/i);
    return optional >= 0 && !/\bif\b|static only/.test(textOf(clause.words));
  });

const isPartOf =
  /\bDB (?:is|are|lives?|sits?|resides?|is (?:stored|located|hosted|kept|found)) (?:part of|inside(?: of)?|in|within|included in) APP\b|\bAPP is where DB\b/;

const keeping = /^(?:contain|hold|includ|hous|host|keep)\w*/i;

/** "This is the part of the system that holds ...": of the one that the sentence before was about. */
const isTold = ({ words, topic, previous }: Clause, at: number): boolean =>
  /^(?:this|it) is (?:the|a) (?:part|place|component|piece|layer|one|server)\b/.test(textOf(words)) &&
  is(words[at - 1], 'rel') &&
  [...previous, ...(topic ? [topic] : [])].every((actor) => actor === 'APP') &&
  previous.length > 0;

/** The database is a part of the application server. */
export const appHoldsDatabase = (reading: Reading): Clause | undefined =>
  findClause(reading, (clause) => {
    if (isPartOf.test(sketchOf(clause))) return true;
    const told = clause.words.findIndex(
      ({ text }, index) => keeping.test(text) && isTold(clause, index) && !isDenied(clause, index),
    );
    const at = told >= 0 ? told : does(clause, 'APP', keeping);
    const near = after(clause, at, 6);
    const database = near.findIndex((word) => is(word, 'DB'));
    return (
      at >= 0 &&
      database >= 0 &&
      !says(
        near.slice(0, database),
        /^(?:connect\w*|code|logic|to|with|for|quer\w*|data|between|drivers?|\w{3,}ing)$/i,
      ) &&
      !says(
        near.slice(database + 1, database + 2),
        /^(?:connect\w*|quer\w*|drivers?|clients?|config\w*|credentials?)$/i,
      )
    );
  });

/** The database sends what it has to the visitor. */
export const databaseAnswersBrowser = (reading: Reading): Clause | undefined =>
  findClause(reading, (clause) => {
    const at = does(clause, 'DB', /^(?:send|return|give|deliver|respond|repl|answer|provid|serv)\w*/i);
    if (at < 0) return false;
    // "gives the user the data": not "gives the user data to the application".
    const [first, second, third] = after(clause, at, 4).filter(({ text }) => !/^back$/i.test(text));
    const receiver = /^(?:the|a|an|our|its)$/i.test(first?.text ?? '') ? [second, third] : [first, second];
    if (is(receiver[0], 'USER') && /^(?:the|his|her|their|what|all)$/i.test(receiver[1]?.text ?? ''))
      return true;
    const near = after(clause, at, 9);
    const stop = near.findIndex(
      (word) => is(word, 'APP', 'WEB', 'SERVER') || /^[,.]$|^(?:and|which|then|so)$/i.test(word.text),
    );
    const object = stop < 0 ? near : near.slice(0, stop);
    const to = object.findIndex(({ text }) => /^to$/i.test(text));
    const user = to >= 0 && object.slice(to + 1, to + 5).some((word) => is(word, 'USER'));
    return user && !says(object, /^(?:request|ability|access)$/i);
  });

const resolver =
  /\b(?<!\b(?:in|into|by|via|through|using|s) (?:the |our )?)(?:dns server|dns resolver|resolver|name ?server|dns)(?:,? (?:which|that|whose|with|has|the|is|an?|of|ip|address|google|at|on|in|located|ip address|:))* ?\(? ?8\.8\.8\.8(?! (?:as|in) (?:an? )?(?:a |www )?record)|8\.8\.8\.8 ?\)? ?(?:,? ?which is|is|,|as) (?:the |a |our |google ?'?s? |public )*(?:dns|resolver|name ?server)\b(?! (?:record|entry))/;

/** 8.8.8.8 is the one who is asked, and not the answer. */
export const isAddressOfResolver = ({ words }: Clause): boolean => {
  const text = textOf(words);
  return (
    resolver.test(text) && !/\b(?:not|in real life|normally|really)\b|\breturns?\b|\bgives?\b/.test(text)
  );
};
