import type { SentimentPlan, SentimentResult } from '../../contracts/analyze-sentiment.js';
import type { IncompleteReason } from '../../domain/completeness.js';
import { normalizeScore } from '../../domain/sentiment.js';
import type { Certificate, Fact, Figure } from '../model.js';
import { countedText, countText, decimalText, shareText } from '../number-text.js';
import { instantText, periodText } from '../time-text.js';
import { deliverySection } from './delivery-section.js';
import { evidenceOf } from './evidence.js';
import type { BuildReport } from './report-source.js';
import { daySection } from './sentiment-days.js';
import { scoreSection } from './sentiment-scores.js';

/** What a run of `analyzeSentiment` found in its window. Scores are shown as 0…100, where the threshold of coaching stands. */
export const buildSentimentReport: BuildReport = async ({ run, reports, timeZone, madeAt }) => {
  const plan = run.plan as SentimentPlan;
  const result = run.result as SentimentResult;
  const bins = await reports.scoreBins(run.runId);
  const deliveries = await reports.deliveries(run.runId);
  return {
    process: 'Sentiment',
    title: 'Sentiment of conversations',
    period: `${periodText(result.window, timeZone)} (${timeZone})`,
    asked: askedOf(plan, timeZone),
    certificate: certificateOf(result),
    figures: figuresOf(result, plan),
    sections: [
      scoreSection({
        bins,
        counts: result.counts,
        mean: result.meanNormalizedScore,
        actionThreshold: plan.actionThreshold,
      }),
      await daySection({ run, reports, timeZone, window: result.window }),
      deliverySection({
        ...{ heading: 'Coaching', sink: 'the coaching platform', subject: 'Conversations' },
        ...{ outcome: result.coaching, groups: deliveries },
      }),
    ],
    evidence: evidenceOf({ run, timeZone, auditHead: result.auditHead }, [
      {
        name: 'Pages read',
        value: `${countText(result.pages)}, in ${countedText(result.requests, 'request')}`,
      },
      { name: 'Read twice', value: `${countedText(result.counts.duplicates, 'conversation')}, counted once` },
    ]),
    madeAt: `${instantText(madeAt, timeZone)} (${timeZone})`,
  };
};

const PUSHES: Readonly<Record<SentimentPlan['pushToCoaching'], string>> = {
  actionRequired: 'conversations below the threshold',
  all: 'every scored conversation',
  none: 'nothing',
};

const askedOf = (plan: SentimentPlan, timeZone: string): Fact[] => [
  { name: 'From', value: `${instantText(plan.from, timeZone)}, included` },
  { name: 'To', value: `${instantText(plan.to, timeZone)}, not included` },
  { name: 'Time zone', value: timeZone },
  {
    name: 'Conversations',
    value: plan.conversationIds ? `${countText(plan.conversationIds.length)} by id` : 'all',
  },
  { name: 'Languages', value: plan.languages?.join(', ') ?? 'all' },
  { name: 'Needs coaching', value: `below ${plan.actionThreshold} of 100` },
  { name: 'Told the coaching platform', value: PUSHES[plan.pushToCoaching] },
];

const MEANINGS: Readonly<Record<IncompleteReason, string>> = {
  modelUnavailable: 'Genesys had no model of sentiment for a part of the window, which was left out',
  repeatedPageToken: 'Genesys gave the same page again and again, so that reading stopped there',
  pageCap: 'there were more pages than one part of the window may have, and the rest was not read',
  countMismatch: 'Genesys reported another number of conversations than it gave',
  totalNotReported:
    'Genesys did not say how many conversations there are, so nobody can tell whether some are missing',
};

function certificateOf({ complete, incompleteBecause, counts }: SentimentResult): Certificate {
  const because = incompleteBecause.map((word) => ({ word, meaning: MEANINGS[word] }));
  if (complete) {
    const sentence = `All ${countedText(counts.reported ?? 0, 'conversation')} that Genesys reported for the window were read.`;
    return { isComplete: true, verdict: 'Complete', sentence, because };
  }
  const reported = counts.reported === null ? 'an unknown number' : countText(counts.reported);
  const sentence = `${countedText(counts.unique, 'conversation')} of ${reported} reported were read. What is missing may change every figure here.`;
  return { isComplete: false, verdict: 'Not complete', sentence, because };
}

function figuresOf(result: SentimentResult, { actionThreshold }: SentimentPlan): Figure[] {
  const { counts, meanNormalizedScore: meanScore, confidenceInterval: interval, actionRequired } = result;
  const notScored = counts.unique - counts.scored;
  const range =
    interval.low === null
      ? 'no interval: fewer than 30 scores'
      : `95\u00a0% interval ${decimalText(normalizeScore(interval.low), 1)} to ${decimalText(normalizeScore(interval.high), 1)}`;
  const ofScored = `of ${countText(counts.scored)} scored`;
  const figures: Figure[] = [
    {
      name: 'Conversations',
      value: countText(counts.unique),
      caveats: [`${countText(counts.scored)} scored, ${countText(notScored)} without a valid score`],
    },
    {
      name: 'Mean score',
      value: meanScore === null ? null : decimalText(meanScore, 1),
      caveats:
        meanScore === null ? ['nothing was scored'] : [`of 100, n = ${countText(counts.scored)}`, range],
    },
    {
      name: 'Negative',
      value: counts.scored === 0 ? null : shareText(counts.negative, counts.scored),
      caveats: [`${countText(counts.negative)} ${ofScored}`],
    },
    {
      name: 'Need coaching',
      value: counts.scored === 0 ? null : countText(actionRequired),
      caveats: [`score below ${actionThreshold}`, ofScored],
    },
  ];
  // A figure may be cut out and passed on: what it is worth stands with each.
  const doubt = result.complete ? [] : ['not complete'];
  return figures.map((figure) => ({ ...figure, caveats: [...doubt, ...figure.caveats] }));
}
