import type { publicPlan, SessionResult } from '../../contracts/run-virtual-agent-session.js';
import type { HandoffReason, SessionState } from '../../domain/virtual-agent-session.js';
import type { Certificate, Fact, Figure } from '../model.js';
import { countText, decimalText } from '../number-text.js';
import { instantText, lengthText } from '../time-text.js';
import { evidenceOf } from './evidence.js';
import type { BuildReport } from './report-source.js';
import { courseSection } from './session-course-section.js';
import { crmSection } from './session-crm-section.js';

type PublicPlan = ReturnType<typeof publicPlan>;

/** How a session of a virtual agent went, without anything the customer is or said. */
export const buildSessionReport: BuildReport = async ({ run, reports, timeZone, madeAt }) => {
  const plan = run.plan as PublicPlan;
  const result = run.result as SessionResult;
  const { conversationId } = result;
  const events = conversationId === null ? [] : await reports.conversationEvents(conversationId);
  const told = await reports.toldUpdates(run.runId);
  return {
    process: 'Session',
    title: 'A session of a virtual agent',
    period: `Begun ${instantText(result.startedAt, timeZone)} (${timeZone})`,
    asked: askedOf(plan),
    certificate: certificateOf(result),
    figures: figuresOf(result),
    sections: [courseSection({ run, result, events, told, timeZone }), crmSection(told, timeZone)],
    evidence: evidenceOf({ run, timeZone, auditHead: result.auditHead }, [
      { name: 'Conversation', value: conversationId ?? 'unknown' },
    ]),
    madeAt: `${instantText(madeAt, timeZone)} (${timeZone})`,
  };
};

const askedOf = ({ thresholds, ...plan }: PublicPlan): Fact[] => [
  { name: 'Session', value: plan.sessionKey },
  { name: 'Virtual agent', value: plan.botId },
  { name: 'Type', value: plan.type },
  {
    name: 'A person takes over',
    value: [
      `when the confidence is below ${decimalText(thresholds.confidenceMin, 2)}`,
      ...(thresholds.sentimentMin === undefined
        ? []
        : [`when the sentiment is below ${decimalText(thresholds.sentimentMin, 2)}`]),
      ...(thresholds.maxTurns === undefined ? [] : [`after ${countText(thresholds.maxTurns)} turns`]),
      'when asked for',
    ].join(', '),
  },
  { name: 'In the queue', value: plan.fallbackQueueId ?? 'none named' },
  { name: 'Given up', value: `after ${plan.endDeadline} of silence` },
  { name: 'An end may be taken back', value: `for ${plan.settleFor}` },
];

const MEANINGS: Readonly<Record<SessionResult['unknown'][number], string>> = {
  resolution: 'nobody told whether the matter was resolved',
  containment: 'nobody told whether an agent took part',
  metrics: 'analytics had nothing about the conversation in time',
  endTime: 'nobody told when the conversation ended',
};

function certificateOf({ unknown }: SessionResult): Certificate {
  const because = unknown.map((word) => ({ word, meaning: MEANINGS[word] }));
  return because.length === 0
    ? {
        isComplete: true,
        verdict: 'Complete',
        sentence: 'Everything that a session can tell is known.',
        because,
      }
    : {
        isComplete: false,
        verdict: 'Not everything is known',
        sentence: 'The session is over. What follows is what was told of it.',
        because,
      };
}

const STATES: Readonly<Record<SessionState, string>> = {
  creating: 'being created',
  active: 'active',
  transferred: 'with a person',
  ended: 'ended',
  settled: 'ended',
  expired: 'given up',
  failed: 'failed',
  cancelled: 'cancelled',
};

const REASONS: Readonly<Record<HandoffReason, string>> = {
  low_confidence: 'the virtual agent was not sure what the customer wanted',
  negative_sentiment: 'the customer was unhappy',
  max_turns: 'there were too many turns',
  handoff_requested: 'a person was asked for',
  evaluation_unavailable: 'a message could not be evaluated',
};

function figuresOf(result: SessionResult): Figure[] {
  const { state, resolutionStatus, durationMs, turns, reasons, terminationLatencyMs, containment } = result;
  const heard =
    terminationLatencyMs === null
      ? []
      : [`heard of ${lengthText(Math.max(0, terminationLatencyMs))} after the end`];
  return [
    { name: 'Outcome', value: STATES[state], caveats: heard },
    {
      name: 'Resolution',
      value: resolutionStatus,
      caveats: resolutionStatus === null ? [MEANINGS.resolution] : [],
    },
    {
      name: 'Duration',
      value: durationMs === null ? null : lengthText(durationMs),
      caveats: durationMs === null ? [MEANINGS.metrics] : [],
    },
    { name: 'Turns', value: countText(turns), caveats: ['messages of the customer'] },
    {
      name: 'Taken over by a person',
      value: reasons.length > 0 ? 'yes' : 'no',
      caveats: reasons.map((reason) => REASONS[reason]),
    },
    {
      name: 'Contained',
      value: containment === null ? null : containment ? 'yes' : 'no',
      caveats: containment === null ? [MEANINGS.containment] : ['no agent took part, if yes'],
    },
  ];
}
