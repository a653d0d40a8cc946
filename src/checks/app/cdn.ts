import { isCdnWord } from '../../model/app.ts';
import { blocked, defineCheck, found, ok, type Judgement } from '../../model/check.ts';
import type { HttpExchange } from '../../model/seen/http.ts';
import { asIs, page } from '../../model/example.ts';
import { pagesElsewhere, shownPage } from '../../model/http.ts';

type Cause =
  | 'odd-answer'
  | 'refused'
  | 'no-connection'
  | 'unreachable'
  | 'too-slow'
  | 'handshake-failed'
  | 'bad-certificate'
  | 'not-resolved';

/** Cloudflare's documentation, "Troubleshooting Cloudflare 5XX errors": numbers that no standard knows. */
const words: Readonly<Record<number, readonly [cause: Cause, says: string]>> = {
  520: ['odd-answer', 'its server gave an answer that it does not understand'],
  521: ['refused', 'its server refuses the connection'],
  522: ['no-connection', 'no connection to its server came about in time'],
  523: ['unreachable', 'it finds no way to its server'],
  524: ['too-slow', 'its server took the request and gave no answer in time'],
  525: ['handshake-failed', 'the TLS handshake with its server failed'],
  526: ['bad-certificate', 'the certificate of its server is not valid'],
  530: ['not-resolved', 'an error of its own came up before it asked its server'],
};

const judgeOne = ({ status = 0 }: HttpExchange, subject: string): Judgement<Cause> | undefined => {
  const word = isCdnWord(status) ? words[status] : undefined;
  return (
    word && found(word[0], subject, `${subject} answers ${status}: Cloudflare's number for "${word[1]}"`)
  );
};

const says = (status: number) =>
  ({
    status: 'broken',
    strength: 'likely',
    example: page({ status, headers: [['server', 'cloudflare']], body: `error code: ${status}` }),
    restsOn: `Cloudflare documentation, Troubleshooting Cloudflare 5XX errors, error ${status}`,
  }) as const;

export default defineCheck({
  claim: false,
  needs: ['app'],
  uses: ['http'],
  judge({ app: { answers }, http }, { target: { site } }) {
    const [first] = answers;
    if (first?.outcome !== 'answer')
      return [blocked(first?.url ?? site.shown, 'the page did not come', 'web')];
    const judged = [
      judgeOne(first, first.url),
      ...pagesElsewhere(http, first).map((one) => judgeOne(one, http ? shownPage(http, one) : one.url)),
    ].filter((one) => one !== undefined);
    return judged.length > 0 ? judged : [ok(first.url, `no CDN speaks in the place of ${first.url}`)];
  },
  causes: {
    'odd-answer': says(520),
    refused: says(521),
    'no-connection': says(522),
    unreachable: says(523),
    'too-slow': says(524),
    'handshake-failed': says(525),
    'bad-certificate': says(526),
    'not-resolved': says(530),
  },
  examples: { ok: [asIs, page({ status: 502, body: 'Bad Gateway' })] },
});
