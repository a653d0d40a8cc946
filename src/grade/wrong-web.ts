import { has, says, textOf, type Clause, type Reading } from './reading.ts';
import { after, does, findClause, sketchOf } from './wrong.ts';

/** What is wrongly said of the web server. */

const html = /^html\d?$/i;
const into = /^(?:to|into|as|in)$/i;
const page = /^(?:web ?)?pages?$/i;

/** "The data formatted as HTML": of the data, whoever did it. */
const isDone = (clause: Clause, at: number): boolean =>
  (clause.words[at]?.plain.endsWith('ed') ?? false) && !says(after(clause, at, 2), /^by$/i);

/** How many words lie between "into" and the page at most. */
const toPage = 4;

/** "Formats the page", "turns the data into a web page". */
const makesPage = (clause: Clause, at: number): boolean => {
  const near = after(clause, at, 9);
  const behind = near.findIndex(({ text }) => into.test(text));
  const isFound = says(near.slice(0, Math.max(0, behind)), /^(?:urls?|path|address|domain|names?)$/i);
  if (behind >= 0 && !isFound && says(near.slice(behind + 1, behind + 1 + toPage), page)) return true;
  return clause.words[at]?.plain.startsWith('format') === true && says(near.slice(0, toPage - 1), page);
};

/** The web server makes HTML out of data. */
export const formatsHtml = (reading: Reading): Clause | undefined =>
  findClause(reading, (clause) => {
    const at = does(
      clause,
      'WEB',
      /^(?:format|translat|convert|transform|turn|chang|render|generat|creat|build|mak)\w*/i,
    );
    if (at < 0 || isDone(clause, at)) return false;
    const verb = clause.words[at]?.plain ?? '';
    const found = after(clause, at, 9).findIndex(({ text, plain }) => html.test(text) || html.test(plain));
    const beforeHtml = after(clause, at, found);
    if (/^(?:format|translat|convert|transform|turn)/.test(verb)) return found >= 0 || makesPage(clause, at);
    if (found >= 0 && verb.startsWith('chang')) return says(beforeHtml, /^(?:to|into|in)$/i);
    if (found > 0 && into.test(beforeHtml.at(-1)?.text ?? '')) return true;
    // Many say "renders a page" of what is delivered as it is.
    if (verb.startsWith('render')) return false;
    return (
      found >= 0 &&
      found < 3 &&
      !verb.startsWith('mak') &&
      !says(beforeHtml, /^(?:responses?|answers?|requests?|http)$/i)
    );
  });

const protocol =
  /\bhtml (?:requests?|protocols?)\b|\b(?:communicat\w*|talk\w*|speaks?)\b[^.]{0,40}\b(?:in|via|through|using|over|by|with) html\b|\buses? html (?:to|for) (?:communicat|talk|exchang)\w*/;

const carries = ({ words, topic }: Clause): boolean =>
  protocol.test(textOf(words)) || (topic === 'COMM' && /^(?:the )?html\b ?\.?$/.test(textOf(words)));

/** HTML is taken for what carries the exchange. */
export const htmlCarries = (reading: Reading): Clause | undefined => findClause(reading, carries);

const browserInside =
  /\bUSER (?:is |are |that is |which is )?(?:installed|located|hosted|found|runs?|running|sits?|lives?) (?:on|in|inside|at) WEB\b/;

/** Something of what is said of the web server is wrong. */
export const wrongOfWeb = (reading: Reading): Clause | undefined =>
  formatsHtml(reading) ??
  findClause(
    reading,
    (clause) =>
      (carries(clause) && (clause.topic === 'WEB' || has(clause.words, 'WEB'))) ||
      browserInside.test(sketchOf(clause)),
  );
