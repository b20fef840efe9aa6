import type { InsightsPlan, InsightsResult } from '../../contracts/sync-insights.js';
import type { OnPersonalData } from '../../domain/governance.js';
import type { InsightIncompleteReason } from '../../domain/insight-completeness.js';
import type { Certificate, Fact, Figure } from '../model.js';
import { countedText, countText, decimalText, shareText } from '../number-text.js';
import { instantText, periodText } from '../time-text.js';
import { deliverySection } from './delivery-section.js';
import { evidenceOf } from './evidence.js';
import { conversationSection, governanceSection } from './insights-sections.js';
import type { BuildReport } from './report-source.js';

/** What a run of `syncInsights` let through and held back. No text of an insight is in it. */
export const buildInsightsReport: BuildReport = async ({ run, reports, timeZone, madeAt }) => {
  const plan = run.plan as InsightsPlan;
  const result = run.result as InsightsResult;
  const { window, conversations, crm } = result;
  return {
    process: 'Insights',
    title: 'Insights: what the rules let through',
    period: `${window ? periodText(window, timeZone) : countedText(conversations.total, 'named conversation')} (${timeZone})`,
    asked: askedOf(plan, timeZone),
    certificate: certificateOf(result),
    figures: figuresOf(result),
    sections: [
      governanceSection(result),
      conversationSection(result),
      deliverySection({
        ...{ heading: 'The CRM', sink: 'the CRM', subject: 'Messages', outcome: crm },
        groups: await reports.deliveries(run.runId),
      }),
    ],
    evidence: evidenceOf({ run, timeZone, auditHead: result.auditHead }, [
      {
        name: 'Pages read',
        value: `${countText(result.pages)}, in ${countedText(result.requests, 'request')}`,
      },
      { name: 'Read twice', value: `${countedText(result.insights.duplicates, 'insight')}, counted once` },
    ]),
    madeAt: `${instantText(madeAt, timeZone)} (${timeZone})`,
  };
};

const ON_PERSONAL_DATA: Readonly<Record<OnPersonalData, string>> = {
  quarantine: 'the insight is held back',
  redact: 'it is masked, and the rest goes out',
  block: 'the whole conversation is held back',
};

const askedOf = (plan: InsightsPlan, timeZone: string): Fact[] => [
  ...(plan.interval
    ? [
        { name: 'From', value: `${instantText(plan.interval.from, timeZone)}, included` },
        { name: 'To', value: `${instantText(plan.interval.to, timeZone)}, not included` },
      ]
    : []),
  { name: 'Time zone', value: timeZone },
  { name: 'Insights', value: plan.insightTypes.join(', ') },
  {
    name: 'At most of a conversation',
    value: plan.maxInsights === undefined ? 'any number' : countText(plan.maxInsights),
  },
  { name: 'Confidence', value: `${decimalText(plan.confidenceThreshold, 2)} or more` },
  {
    name: 'Age',
    value: `${countedText(plan.maxAgeHours, 'hour')} or less, ${plan.ageFrom === 'now' ? 'when the run began' : 'when the conversation ended'}`,
  },
  { name: 'Where personal data is found', value: ON_PERSONAL_DATA[plan.onPersonalData] },
];

const MEANINGS: Readonly<Record<InsightIncompleteReason, string>> = {
  repeatedPageToken:
    'Genesys gave the same page of a conversation again and again, so that reading stopped there',
  pageCap: 'a conversation had more pages than it may have, and the rest was not read',
  maxInsights: 'a conversation had more insights than were asked for, and the rest was not read',
  forbidden: 'some conversations may not be read by this client',
  notFound: 'Genesys does not know some of the conversations',
  unexpectedResponse: 'Genesys answered for some conversations in a form that nobody knows',
  countMismatch: 'Genesys reported another number of insights than it gave',
  malformed: 'some insights lacked what an insight must have',
  totalNotReported:
    'Genesys did not say how many insights there are, so nobody can tell whether some are missing',
  windowNotAnalyzed:
    'no complete sentiment run covers the window, so conversations in it may be unknown here',
};

function certificateOf({ complete, incompleteBecause, conversations }: InsightsResult): Certificate {
  const because = incompleteBecause.map((word) => ({ word, meaning: MEANINGS[word] }));
  const read = `${countText(conversations.read)} of ${countedText(conversations.total, 'conversation')}`;
  return complete
    ? {
        isComplete: true,
        verdict: 'Complete',
        sentence: `The insights of ${read} were read to their end.`,
        because,
      }
    : {
        ...{ isComplete: false, verdict: 'Not complete', because },
        sentence: `The insights of ${read} were read. What is missing may change every figure here.`,
      };
}

function figuresOf({ insights, complete }: InsightsResult): Figure[] {
  const passed = insights.passed + insights.redacted;
  const ofAll = `of ${countedText(insights.unique, 'insight')}`;
  const figures: Figure[] = [
    {
      name: 'Insights',
      value: countText(insights.unique),
      caveats: [`reported: ${insights.reported === null ? 'unknown' : countText(insights.reported)}`],
    },
    {
      name: 'Let through',
      value: insights.unique === 0 ? null : shareText(passed, insights.unique),
      caveats: [`${countText(passed)} ${ofAll}`],
    },
    { name: 'Held back', value: countText(insights.held), caveats: [ofAll] },
    {
      name: 'Masked',
      value: countText(insights.redacted),
      caveats: ['let through without what is personal'],
    },
  ];
  const doubt = complete ? [] : ['not complete'];
  return figures.map((figure) => ({ ...figure, caveats: [...doubt, ...figure.caveats] }));
}
