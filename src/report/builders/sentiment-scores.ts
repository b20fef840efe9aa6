import type { SentimentCounts } from '../../contracts/analyze-sentiment.js';
import { POLARITIES, SCORE_BINS, type Polarity } from '../../domain/sentiment.js';
import type { ScoreBin } from '../../store/reports.js';
import type { HistogramChart, Mark } from '../charts/chart.js';
import type { Section, Table } from '../model.js';
import { countedText, decimalText, shareText } from '../number-text.js';

type Scores = {
  readonly bins: readonly ScoreBin[];
  readonly counts: SentimentCounts;
  /** 0…100; null when nothing was scored. */
  readonly mean: number | null;
  readonly actionThreshold: number;
};

/** How the scores spread, and what has none. */
export const scoreSection = (scores: Scores): Section => ({
  heading: 'Scores',
  blocks: [scoreChart(scores), statusTable(scores.counts)],
});

function scoreChart({ bins, counts, mean, actionThreshold }: Scores): HistogramChart {
  const countOf = (bin: number, polarity: Polarity): number =>
    bins.find((one) => one.bin === bin && one.polarity === polarity)?.count ?? 0;
  const share = (polarity: Polarity) => `${shareText(counts[polarity], counts.scored)} ${polarity}`;
  const threshold: Mark = { name: `coaching below ${actionThreshold}`, at: actionThreshold };
  return {
    kind: 'histogram',
    title: 'Conversations by score',
    says: counts.scored === 0 ? 'No conversation was scored.' : `${POLARITIES.map(share).join(', ')}.`,
    scaleName: 'score, 0 to 100',
    edges: Array.from({ length: SCORE_BINS + 1 }, (_, edge) => (edge * 100) / SCORE_BINS),
    // Negative at the bottom: what asks for action stands where heights can be compared.
    series: [...POLARITIES].reverse().map((polarity) => ({
      name: polarity,
      tone: polarity,
      values: Array.from({ length: SCORE_BINS }, (_, bin) => countOf(bin, polarity)),
    })),
    marks: [threshold, ...(mean === null ? [] : [{ name: `mean ${decimalText(mean, 1)}`, at: mean }])],
  };
}

const statusTable = (counts: SentimentCounts): Table => ({
  kind: 'table',
  caption: `What became of ${countedText(counts.unique, 'conversation')}`,
  columns: [{ name: 'Status' }, { name: 'Conversations', digits: 0 }],
  rows: [
    ['Scored: in every figure', counts.scored],
    ['Unscored: Genesys gave no score, which is not a score of zero', counts.unscored],
    ['Invalid: the score is outside of −1 to 1', counts.invalid],
    ['Unknown: neither positive, neutral nor negative', counts.unknown],
  ],
});
