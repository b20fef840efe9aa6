import type { Interval } from '../../domain/interval.js';
import { summarizeScores } from '../../domain/sentiment-summary.js';
import { normalizeScore } from '../../domain/sentiment.js';
import type { DayFigures } from '../../store/reports.js';
import type { LineChart, Span, Tone } from '../charts/chart.js';
import { localDays } from '../local-days.js';
import type { Block, Section } from '../model.js';
import { countedText, decimalText } from '../number-text.js';
import { dayText } from '../time-text.js';
import type { ReportSource } from './report-source.js';

type Day = { readonly name: string; readonly figures: DayFigures | null; readonly mean: Mean | null };

type Mean = { readonly value: number; readonly interval: Span | null };

/** The mean score of each local day. */
export async function daySection(
  source: Pick<ReportSource, 'run' | 'reports' | 'timeZone'> & { readonly window: Interval },
): Promise<Section> {
  const { run, reports, timeZone, window } = source;
  const days = localDays(window, timeZone);
  const figures = await reports.days(
    run.runId,
    days.map(({ begin }) => begin),
  );
  const named = days.map(({ begin, isPart }, index): Day => {
    const own = figures.find(({ day }) => day === index) ?? null;
    return { name: `${dayText(begin, timeZone)}${isPart ? ' (part)' : ''}`, figures: own, mean: meanOf(own) };
  });
  const undated = figures
    .filter(({ day }) => day === null || day < 0)
    .reduce((sum, { total }) => sum + total, 0);
  const left: Block[] = [{ kind: 'paragraph', text: undatedText(undated) }];
  return {
    heading: 'Day by day',
    blocks: [meanChart(named), countChart(named), ...(undated > 0 ? left : [])],
  };
}

const undatedText = (count: number): string =>
  `${countedText(count, 'conversation')} without a date in the window ${count === 1 ? 'is' : 'are'} in no day, but in all other figures.`;

/** 0…100. Null on a day without a score. */
function meanOf(figures: DayFigures | null): Mean | null {
  if (!figures) return null;
  const { meanNormalizedScore: value, confidenceInterval: interval } = summarizeScores(figures);
  if (value === null) return null;
  if (interval.low === null) return { value, interval: null };
  return { value, interval: { low: normalizeScore(interval.low), high: normalizeScore(interval.high) } };
}

const meanChart = (days: readonly Day[]): LineChart => ({
  kind: 'line',
  title: 'Mean score by day',
  says: `${summaryOf(days)} The band is the 95\u00a0% interval of each mean.`,
  labelName: 'Day',
  labels: days.map(({ name }) => name),
  series: [
    {
      name: 'mean score, 0 to 100',
      tone: 'accent',
      values: days.map(({ mean }) => mean?.value ?? null),
      band: { name: '95\u00a0% interval', intervals: days.map(({ mean }) => mean?.interval ?? null) },
    },
  ],
  shape: 'line',
  digits: 1,
});

const countChart = (days: readonly Day[]): LineChart => ({
  kind: 'line',
  title: 'Conversations by day',
  says: 'All that were read, by whether they have a score and which.',
  labelName: 'Day',
  labels: days.map(({ name }) => name),
  series: POLARITIES_AND_REST.map(({ name, tone, countOf }) => ({
    ...{ name, tone },
    values: days.map(({ figures }) => (figures ? countOf(figures) : 0)),
  })),
  shape: 'columns',
  digits: 0,
});

type Part = {
  readonly name: string;
  readonly tone: Tone;
  readonly countOf: (figures: DayFigures) => number;
};

const POLARITIES_AND_REST: readonly Part[] = [
  { name: 'negative', tone: 'negative', countOf: ({ negative }) => negative },
  {
    ...{ name: 'neutral', tone: 'neutral' },
    countOf: ({ scored, positive, negative }) => scored - positive - negative,
  },
  { name: 'positive', tone: 'positive', countOf: ({ positive }) => positive },
  { name: 'not scored', tone: 'quiet', countOf: ({ total, scored }) => total - scored },
];

function summaryOf(days: readonly Day[]): string {
  const known = days.flatMap(({ name, mean }) => (mean ? [{ name, value: mean.value }] : []));
  const [first] = known;
  if (!first) return 'No day has a score.';
  const low = known.reduce((least, day) => (day.value < least.value ? day : least), first);
  const high = known.reduce((most, day) => (day.value > most.value ? day : most), first);
  if (known.length === 1) return `${decimalText(first.value, 1)} on ${first.name}.`;
  const gaps = days.length - known.length;
  const unknown = gaps === 0 ? '' : ` ${countedText(gaps, 'day')} without a score.`;
  return `Between ${decimalText(low.value, 1)} (${low.name}) and ${decimalText(high.value, 1)} (${high.name}).${unknown}`;
}
