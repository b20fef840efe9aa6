import type { CsatPlan, CsatResult } from '../../contracts/correlate-csat.js';
import { toUtc, type Interval } from '../../domain/interval.js';
import { surveyCoverage } from '../../domain/survey-coverage.js';
import type { LeftOutReason } from '../../domain/survey-pairing.js';
import type { StoredConversation } from '../../store/surveyed-conversations.js';
import type { LineChart, Tone } from '../charts/chart.js';
import { localDays } from '../local-days.js';
import type { Block, Section, Table } from '../model.js';
import { countedText, shareText } from '../number-text.js';
import { dayText } from '../time-text.js';

type Reach = {
  readonly conversations: readonly StoredConversation[];
  readonly plan: CsatPlan;
  readonly result: CsatResult;
  readonly timeZone: string;
};

/** How many conversations the figures are of, day by day, and why the others are not in them. */
export const coverageSection = (reach: Reach): Section => ({
  heading: 'How far the figures reach',
  blocks: [...dayBlocks(reach), leftOutTable(reach.result)],
});

type Part = { readonly name: string; readonly tone: Tone };

const PARTS: readonly Part[] = [
  { name: 'sentiment and answer', tone: 'accent' },
  { name: 'no answer', tone: 'neutral' },
  { name: 'no sentiment', tone: 'quiet' },
];

function dayBlocks({ conversations, plan, result, timeZone }: Reach): Block[] {
  const dated = conversations.map((conversation) => ({
    atMs: instantMs(conversation),
    part: partOf(conversation, plan),
  }));
  const known = dated.flatMap(({ atMs }) => (atMs === null ? [] : [atMs]));
  const days = localDays(plan.conversationIds ? spanOf(known) : result.window, timeZone);
  const begins = days.map(({ begin }) => Date.parse(begin));
  const counts = days.map(() => PARTS.map(() => 0));
  let undated = 0;
  for (const { atMs, part } of dated) {
    const ofDay = atMs === null ? undefined : counts[begins.findLastIndex((begin) => begin <= atMs)];
    if (ofDay) ofDay[part] = (ofDay[part] ?? 0) + 1;
    else undated += 1;
  }
  const chart: LineChart = {
    kind: 'line',
    title: 'Conversations by day',
    says: coverageText(result),
    labelName: 'Day',
    labels: days.map(({ begin, isPart }) => `${dayText(begin, timeZone)}${isPart ? ' (part)' : ''}`),
    series: PARTS.map(({ name, tone }, part) => ({
      ...{ name, tone },
      values: counts.map((ofDay) => ofDay[part] ?? 0),
    })),
    shape: 'columns',
    digits: 0,
  };
  const left: Block[] = [{ kind: 'paragraph', text: undatedText(undated) }];
  return [...(undated < conversations.length ? [chart] : []), ...(undated > 0 ? left : [])];
}

/** When the first part of a conversation was, to the hour; null where nothing tells, as of one that only a survey tells of. */
function instantMs({ speech }: StoredConversation): number | null {
  const times = speech.flatMap(({ time }) => (time === null ? [] : [Date.parse(time)]));
  return times.length === 0 ? null : Math.min(...times);
}

/** Its place in `PARTS`. */
function partOf({ speech, ...known }: StoredConversation, { csatRange }: CsatPlan): number {
  const { analysed, answered } = surveyCoverage([{ ...known, communications: speech }], csatRange);
  if (analysed === 0) return 2;
  return answered === 0 ? 1 : 0;
}

function spanOf(instantsMs: readonly number[]): Interval {
  const first = instantsMs.reduce((low, atMs) => Math.min(low, atMs), Infinity);
  const last = instantsMs.reduce((high, atMs) => Math.max(high, atMs), -Infinity);
  return instantsMs.length === 0
    ? { from: toUtc(0), to: toUtc(0) }
    : { from: toUtc(first), to: toUtc(last + 1) };
}

const coverageText = ({ coverage: { conversations, analysed, answered } }: CsatResult): string =>
  `${shareText(analysed, conversations)} of ${countedText(conversations, 'conversation')} have a sentiment, ${shareText(answered, conversations)} an answer in the range.`;

const undatedText = (count: number): string =>
  `${countedText(count, 'conversation')} without a time in the window ${count === 1 ? 'is' : 'are'} in no day, but in all other figures: only a survey tells of ${count === 1 ? 'it' : 'them'}, or Genesys told no hour.`;

const LEFT_OUT: readonly (readonly [LeftOutReason, string])[] = [
  ['notScored', 'No agent in it has a sentiment'],
  ['invalidSentiment', 'A sentiment is outside of −1 to 1, or of no number of samples'],
  ['noSurvey', 'No answer is known: none yet, or none was asked for'],
  ['noScore', 'The answer has no score'],
  ['invalidScore', 'The score is outside of the range'],
  ['unattributed', 'Nobody can say whom the answer rates'],
];

const leftOutTable = ({ correlation, coverage, leftOut }: CsatResult): Table => ({
  kind: 'table',
  caption: `Why ${countedText(coverage.conversations - correlation.n, 'conversation')} ${coverage.conversations - correlation.n === 1 ? 'gives' : 'give'} no pair`,
  columns: [{ name: 'The first reason that holds' }, { name: 'Conversations', digits: 0 }],
  rows: LEFT_OUT.map(([reason, meaning]) => [meaning, leftOut[reason]]),
});
