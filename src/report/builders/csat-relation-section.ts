import type { CsatPlan, CsatResult } from '../../contracts/correlate-csat.js';
import type { Kappa } from '../../domain/statistics/agreement.js';
import { fittedLine, type FittedLine } from '../../domain/statistics/fitted-line.js';
import { pairConversations, type ConversationPair } from '../../domain/survey-pairing.js';
import type { StoredConversation } from '../../store/surveyed-conversations.js';
import type { Fit, Point, ScatterChart } from '../charts/chart.js';
import type { Block, Section } from '../model.js';
import { axisText, countText, decimalText } from '../number-text.js';
import { unknownBecause } from './csat-words.js';

type Relation = {
  readonly conversations: readonly StoredConversation[];
  readonly plan: CsatPlan;
  readonly result: CsatResult;
};

/** Each answer beside the sentiment of its conversation, and how often both are on the same side of their thresholds. */
export function relationSection({ conversations, plan, result }: Relation): Section {
  const surveyed = conversations.map(({ speech, ...known }) => ({ ...known, communications: speech }));
  const { pairs } = pairConversations(surveyed, plan.csatRange);
  const none: Block = {
    kind: 'paragraph',
    text: 'No conversation has both a sentiment and an answer in the range.',
  };
  return {
    heading: 'Sentiment against CSAT',
    blocks: [pairs.length === 0 ? none : scatterChart(pairs, plan), ...agreementBlocks(result, plan)],
  };
}

/** The line ends where the pairs do: beyond them nothing is known. */
const PLACES = 20;

function scatterChart(pairs: readonly ConversationPair[], { csatRange }: CsatPlan): ScatterChart {
  const answers = pairs.map(({ sentiment, csat }) => ({ sentiment, csat: inUnits(csat, csatRange) }));
  const sentiments = answers.map(({ sentiment }) => sentiment);
  const [low, high] = [lowestOf(sentiments), -lowestOf(sentiments.map((one) => -one))];
  const places = Array.from({ length: PLACES + 1 }, (_, place) => low + ((high - low) * place) / PLACES);
  const line = fittedLine(answers, places);
  const margin = (csatRange.max - csatRange.min) / 8;
  return {
    kind: 'scatter',
    title: 'Each answer, and the line fitted to all',
    says: lineText(line),
    x: { name: 'sentiment, −1 to 1', min: -1, max: 1 },
    y: {
      name: `CSAT, ${axisText(csatRange.min)} to ${axisText(csatRange.max)}`,
      ...{ min: csatRange.min - margin, max: csatRange.max + margin },
    },
    points: answers.map(({ sentiment, csat }): Point => ({ x: sentiment, y: csat })),
    fit: fitOf(line),
  };
}

const lowestOf = (values: readonly number[]): number => values.reduce((low, value) => Math.min(low, value));

const inUnits = (position: number, { min, max }: CsatPlan['csatRange']): number =>
  min + position * (max - min);

const fitOf = ({ points }: FittedLine): Fit | null =>
  points.length === 0
    ? null
    : {
        name: 'fitted line',
        line: points.map(({ sentiment, csat, low, high }) => ({ x: sentiment, y: csat, low, high })),
      };

function lineText(line: FittedLine): string {
  if (line.slope === null) return `A line is ${unknownBecause(line.reason)}.`;
  const change = `${line.slope < 0 ? 'lower' : 'higher'} by ${decimalText(Math.abs(line.slope), 2)}`;
  return `A sentiment that is higher by 1 goes with an answer that is ${change}. The band is the 95\u00a0% interval of the line, not of single answers.`;
}

function agreementBlocks({ correlation }: CsatResult, plan: CsatPlan): Block[] {
  const { agreement, n } = correlation;
  return [
    {
      kind: 'table',
      caption: `On which side of the thresholds ${countText(n)} pairs are`,
      columns: [
        { name: 'Sentiment' },
        { name: `${axisText(plan.csatThreshold)} or more: satisfied`, digits: 0 },
        { name: 'below: not satisfied', digits: 0 },
      ],
      rows: [
        [
          `above ${decimalText(plan.sentimentThreshold, 2)}: positive`,
          ...[agreement.positiveSatisfied, agreement.positiveDissatisfied],
        ],
        ['not positive', agreement.notPositiveSatisfied, agreement.notPositiveDissatisfied],
      ],
    },
    { kind: 'paragraph', text: kappaText(agreement.kappa) },
  ];
}

const kappaText = (kappa: Kappa): string =>
  kappa.value === null
    ? `Cohen's kappa is ${unknownBecause(kappa.reason)}.`
    : `Cohen's kappa is ${decimalText(kappa.value, 2)}: 1 would be agreement in every pair, 0 what chance gives.`;
