import type { CsatPlan, CsatResult } from '../../contracts/correlate-csat.js';
import type { CsatIncompleteReason } from '../../domain/csat-completeness.js';
import type { PushRows } from '../../domain/speech-coaching.js';
import type { Estimate } from '../../domain/statistics/estimate.js';
import type { StoredConversation } from '../../store/surveyed-conversations.js';
import type { Certificate, Fact, Figure } from '../model.js';
import { axisText, countedText, countText, decimalText, shareText } from '../number-text.js';
import { instantText, periodText } from '../time-text.js';
import { coverageSection } from './csat-coverage-section.js';
import { groupSections } from './csat-group-sections.js';
import { relationSection } from './csat-relation-section.js';
import { surveySection } from './csat-survey-section.js';
import { unknownBecause } from './csat-words.js';
import { deliverySection } from './delivery-section.js';
import { evidenceOf } from './evidence.js';
import type { BuildReport, ReportSource } from './report-source.js';

/** Whether the sentiment of conversations agrees with what customers answered. No conversation is named in it. */
export const buildCsatReport: BuildReport = async ({ run, reports, csat, timeZone, madeAt }) => {
  const plan = run.plan as CsatPlan;
  const result = run.result as CsatResult;
  const conversations = await conversationsOf(csat, { runId: run.runId, plan });
  return {
    process: 'CSAT',
    title: 'Does sentiment agree with what customers say?',
    period: `${periodText(result.window, timeZone)} (${timeZone})`,
    asked: askedOf(plan, timeZone),
    certificate: certificateOf(result, timeZone),
    figures: figuresOf(result),
    sections: [
      relationSection({ conversations, plan, result }),
      ...(await groupSections({ run, csat, result })),
      coverageSection({ conversations, plan, result, timeZone }),
      surveySection({ rounds: await csat.rounds(run.runId), result, timeZone }),
      deliverySection({
        ...{ heading: 'Coaching', sink: 'the coaching platform', subject: "Agents' parts" },
        ...{ outcome: result.coaching, groups: await reports.deliveries(run.runId) },
      }),
    ],
    evidence: evidenceOf({ run, timeZone, auditHead: result.auditHead }, [
      {
        name: 'Pages read',
        value: `${countText(result.pages)}, in ${countedText(result.requests, 'request')}`,
      },
      {
        name: 'Lists that moved while they were read',
        value: `read again ${countedText(result.speech.rereads + result.surveys.rereads, 'time')}`,
      },
    ]),
    madeAt: `${instantText(madeAt, timeZone)} (${timeZone})`,
  };
};

async function conversationsOf(
  csat: ReportSource['csat'],
  run: { readonly runId: string; readonly plan: CsatPlan },
): Promise<StoredConversation[]> {
  const conversations: StoredConversation[] = [];
  for await (const some of csat.conversations(run)) conversations.push(...some);
  return conversations;
}

const PUSHES: Readonly<Record<PushRows, string>> = {
  answered: "agents' parts that have an answer",
  all: "every agent's part",
  none: 'nothing',
};

const askedOf = (plan: CsatPlan, timeZone: string): Fact[] => [
  { name: 'From', value: `${instantText(plan.interval.from, timeZone)}, included` },
  { name: 'To', value: `${instantText(plan.interval.to, timeZone)}, not included` },
  { name: 'Time zone', value: timeZone },
  { name: 'Model', value: plan.modelId },
  {
    name: 'Conversations',
    value: plan.conversationIds ? `${countText(plan.conversationIds.length)} by id` : 'all',
  },
  { name: 'Topics', value: plan.topics?.join(', ') ?? 'all' },
  {
    name: 'Positive',
    value: `sentiment above ${decimalText(plan.sentimentThreshold, 2)}${plan.filterAtSource ? '; Genesys was asked for no other' : ''}`,
  },
  {
    name: 'Satisfied',
    value: `an answer of ${axisText(plan.csatThreshold)} or more, of ${axisText(plan.csatRange.min)} to ${axisText(plan.csatRange.max)}`,
  },
  { name: 'Late surveys', value: waitingText(plan, timeZone) },
  { name: 'Told the coaching platform', value: PUSHES[plan.pushToCoaching] },
];

function waitingText({ waitForSurveys: wait }: CsatPlan, timeZone: string): string {
  if (!wait) return 'not waited for';
  const until = `waited for until ${instantText(wait.until, timeZone)}`;
  return wait.coverage === undefined
    ? until
    : `${until}, or until ${shareText(wait.coverage, 1)} of the conversations have an answer`;
}

function certificateOf(result: CsatResult, timeZone: string): Certificate {
  const { provisionalSince: since } = result;
  const meanings: Readonly<Record<CsatIncompleteReason, string>> = {
    countMismatch: 'Genesys reported another number of rows than it gave, also when it was asked again',
    totalNotReported:
      'Genesys did not say how many rows there are, so nobody can tell whether some are missing',
    malformed: 'some rows lacked what a row must have',
    pageCap: 'a list had more pages than it may have, and the rest was not read',
    provisional: `speech analytics are complete a day after the day they are of, so what began ${since === null ? 'lately' : `at or after ${instantText(since, timeZone)}`} may be missing`,
  };
  const because = result.incompleteBecause.map((word) => ({ word, meaning: meanings[word] }));
  const read = `${countedText(result.speech.unique, "agent's part", "agents' parts")} and ${countedText(result.surveys.unique, 'survey')}`;
  return result.complete
    ? {
        ...{ isComplete: true, verdict: 'Complete', because },
        sentence: `All that Genesys reported was read: ${read}. Surveys that are answered later are not in it.`,
      }
    : {
        ...{ isComplete: false, verdict: 'Not complete', because },
        sentence: `${read} were read. What is missing may change every figure here.`,
      };
}

function figuresOf({ correlation, coverage, complete }: CsatResult): Figure[] {
  const { n, pearson, spearman, agreement } = correlation;
  const doubt = complete ? [] : ['not complete'];
  const figures: Figure[] = [
    {
      name: 'Pairs',
      value: countText(n),
      caveats: [
        `of ${countedText(coverage.conversations, 'conversation')}, ${shareText(n, coverage.conversations)}`,
      ],
    },
    estimateFigure('Pearson', pearson, n, (value) => decimalText(value, 2)),
    estimateFigure('Spearman', spearman, n, (value) => decimalText(value, 2)),
    estimateFigure('Agreement', agreement.rate, n, (value) => shareText(value, 1)),
  ];
  return figures.map((figure) => ({ ...figure, caveats: [...doubt, ...figure.caveats] }));
}

function estimateFigure(
  name: string,
  estimate: Estimate<string>,
  n: number,
  textOf: (value: number) => string,
): Figure {
  if (estimate.value === null) return { name, value: null, caveats: [unknownBecause(estimate.reason)] };
  const interval = `95\u00a0% interval ${textOf(estimate.low)} to ${textOf(estimate.high)}`;
  return { name, value: textOf(estimate.value), caveats: [interval, `n = ${countText(n)}`] };
}
