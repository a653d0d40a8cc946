import type { DrillQuestion, DrillResult } from '../../model/drill.ts';
import { choiceLetter } from '../../model/drill.ts';
import type { Screen } from '../../model/screen.ts';
import { wrapped } from '../parts/lines.ts';
import { deployChart, deploySentence } from './drill-deploy.ts';
import { spofChart, spofSentence } from './drill-spof.ts';
import { trafficChart, trafficSentence } from './drill-traffic.ts';

/** What a drill found, in one sentence. */
export const drillSentence = (result: DrillResult): string => {
  if (result.drill === 'spof') return spofSentence(result);
  return result.drill === 'deploy' ? deploySentence(result) : trafficSentence(result);
};

const chart = (result: DrillResult, screen: Screen): string => {
  if (result.drill === 'spof') return spofChart(result, screen);
  return result.drill === 'deploy' ? deployChart(result, screen) : trafficChart(result, screen);
};

/** A question, the letter that was predicted, and the one that was measured: none when it was none of the choices. */
export interface Prediction {
  readonly question: DrillQuestion;
  readonly said: string;
  readonly measured?: string;
}

const comparison = ({ said, measured }: Prediction): string => {
  if (measured === undefined) return `You said ${said}; what was measured is none of the answers.`;
  return measured === said
    ? `You said ${said}, and ${measured} was measured.`
    : `You said ${said}; ${measured} was measured.`;
};

const predictionLines = (prediction: Prediction, screen: Screen): string[] => {
  const { question, said, measured } = prediction;
  return [
    '',
    wrapped(question.asks, screen),
    wrapped(comparison(prediction), screen, '  '),
    ...question.choices.flatMap(({ says, because }, at) => {
      const letter = choiceLetter(at);
      return letter === said || letter === measured
        ? [wrapped(says, screen, `  ${letter}) `), wrapped(because, screen, '     ')]
        : [];
    }),
  ];
};

/** The chart, the sentence, and beside it what was predicted. */
export const drillText = (result: DrillResult, predictions: readonly Prediction[], screen: Screen): string =>
  [
    chart(result, screen),
    '',
    wrapped(screen.ink.bold(drillSentence(result)), screen),
    ...predictions.flatMap((prediction) => predictionLines(prediction, screen)),
  ].join('\n');
