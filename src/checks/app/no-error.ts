import { blocked, defineCheck, found, ok, unknown, type Judgement } from '../../model/check.ts';
import type { HttpExchange, MysqlSeen } from '../../model/evidence.ts';
import { asIs, noGreeting, page, together } from '../../model/example.ts';
import { headerOf, isErrorOfProgram, pagesElsewhere, showsMaker } from '../../model/http.ts';
import { spoke, wayIn } from '../../model/mysql.ts';

/** The web server says these about the program; `app/answers` judges them. */
const aboutProgram: ReadonlySet<number> = new Set([502, 503, 504, 520, 521, 522, 523, 524, 525, 526]);

/** The database was asked on its own way and did not speak. */
const databaseIsGone = (mysql: MysqlSeen | undefined): boolean => {
  const attempt = mysql && wayIn(mysql);
  return attempt !== undefined && attempt.state !== 'way-in-failed' && !spoke(attempt);
};

const judgePage = (answer: HttpExchange, mysql: MysqlSeen | undefined): Judgement<'error'> => {
  const { url, status = 0 } = answer;
  if (status >= 500 && !aboutProgram.has(status) && !showsMaker(answer))
    return unknown(
      url,
      `the page of the answer ${status} did not come whole, so it does not show who made it`,
    );
  if (!isErrorOfProgram(answer) || aboutProgram.has(status)) return ok(url, `${url} answers ${status}`);
  // A program that needs the database cannot do better while that is gone: one red hop, not two.
  if (databaseIsGone(mysql))
    return blocked(url, `the program answers ${status} to ${url}, while its database does not answer`, 'db');
  // Behind another web server the page may be that one's own.
  const strength = /^nginx\b/.test(headerOf(answer, 'server') ?? '') ? 'confirmed' : 'likely';
  return found('error', url, `the program answers ${status} to ${url}`, strength);
};

const crash = page({ status: 500, body: '<h1>Internal error</h1>' });

export default defineCheck({
  claim: false,
  needs: ['app'],
  uses: ['http', 'mysql'],
  judge({ app: { answers }, http, mysql }, { target: { site } }) {
    const [first] = answers;
    if (first?.outcome !== 'answer')
      return [blocked(first?.url ?? site.shown, 'the page did not come', 'web')];
    // The second answer may fail where the first did not, and another address of the site may fail alone.
    const judged = [...answers, ...pagesElsewhere(http, first)].map((one) => judgePage(one, mysql));
    const notOk = judged.filter(({ status }) => status !== 'ok');
    return notOk.length > 0 ? notOk.slice(0, 4) : judged.slice(0, 1);
  },
  causes: { error: { status: 'broken', strength: 'confirmed', example: crash } },
  examples: {
    ok: [asIs],
    unknown: [
      together(crash, noGreeting('host', { state: 'refused' })),
      page({ status: 500, body: '<h1>Inter', bodyUnfinished: true }),
    ],
  },
});
