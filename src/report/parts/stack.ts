import { harmlessDeep } from '../../model/harmless.ts';
import { meaning, type Hop } from '../../model/hops.ts';
import type { HopVerdict, Report, Status } from '../../model/report.ts';
import { said } from './diagram.ts';
import { cut } from './lines.ts';
import { asksDatabase, handsOn, runsFiles, type Travels } from './stack-inside.ts';
import { answer, connection, question, request } from './stack-outside.ts';

/** A box of the picture. What was not seen is drawn dashed. */
export interface Box {
  readonly hop: Hop;
  readonly label: string;
  readonly status: Status;
  readonly says: string;
  readonly seen: boolean;
}

export interface Arrow extends Travels {
  readonly from: Hop;
  readonly to: Hop;
}

/** The way from the browser to the database, with the side ways to DNS and to the files. */
export interface Arrows {
  readonly question: Arrow;
  readonly answer: Arrow;
  readonly plain: Arrow;
  readonly secure: Arrow;
  readonly insideTls: Arrow;
  readonly handsOn: Arrow;
  readonly runs: Arrow;
  readonly sql: Arrow;
}

/** What was observed, as a drawing has it; every text is harmless and bounded. */
export interface Stack {
  readonly boxes: Readonly<Record<Hop, Box>>;
  readonly arrows: Arrows;
}

/** Columns, and lines of one arrow. */
const [longest, most] = [240, 4];

const bounded = ({ says, seen }: Travels): Travels => {
  const kept = says.slice(0, most).map((one) => cut(one, longest));
  return { says: says.length > most ? [...kept, `and ${says.length - most} more`] : kept, seen };
};

const arrow = (from: Hop, to: Hop, travels: Travels): Arrow => ({ from, to, ...bounded(travels) });

/** Plain HTTP needs no TLS: its connection and its request are one arrow. */
const plainHttp = (report: Report): Travels => {
  const [tcp, http] = [connection(report, 'http'), request(report, 'http')];
  return tcp.seen ? { says: [...tcp.says, ...http.says], seen: true } : tcp;
};

const seen: ReadonlySet<Status> = new Set(['ok', 'warn', 'broken']);

const box = (verdict: HopVerdict): Box => ({
  hop: verdict.hop,
  label: meaning[verdict.hop].label,
  status: verdict.status,
  says: cut(said(verdict), longest),
  seen: seen.has(verdict.status),
});

export const stackOf = (unsafe: Report): Stack => {
  const report = harmlessDeep(unsafe);
  return {
    boxes: Object.fromEntries(report.hops.map((verdict) => [verdict.hop, box(verdict)])) as Stack['boxes'],
    arrows: {
      question: arrow('user', 'dns', question(report)),
      answer: arrow('dns', 'user', answer(report)),
      plain: arrow('user', 'web', plainHttp(report)),
      secure: arrow('user', 'tls', connection(report, 'https')),
      insideTls: arrow('tls', 'web', request(report, 'https')),
      handsOn: arrow('web', 'app', handsOn(report)),
      runs: arrow('app', 'code', runsFiles(report)),
      sql: arrow('app', 'db', asksDatabase(report)),
    },
  };
};
