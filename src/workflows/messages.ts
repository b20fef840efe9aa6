import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { ConversationEvent } from '../domain/conversation-event.js';
import type { SurveyCoverage } from '../domain/survey-coverage.js';
import type { HandoffReason, SessionState } from '../domain/virtual-agent-session.js';

/** How far a run has come, in numbers; the sentence for people is in the run's current details. */
export type Progress = {
  readonly stage: string;
  readonly slices: number;
  readonly slicesRead: number;
  readonly pages: number;
  readonly conversations: number;
};

export type InsightsProgress = {
  readonly stage: string;
  /** Of the run; null until they are known. */
  readonly total: number | null;
  readonly conversations: number;
  readonly pages: number;
  readonly insights: number;
};

export type CsatProgress = {
  readonly stage: string;
  readonly lists: number;
  readonly listsRead: number;
  readonly rows: number;
  /** After the last correlation; null before the first. */
  readonly coverage: SurveyCoverage | null;
  /** Readings of the surveys. */
  readonly rounds: number;
  /** When the surveys are read again; null while nothing is waited for. */
  readonly nextReadAt: string | null;
};

export type RedeliveryProgress = {
  readonly stage: string;
  /** Deliveries to send again; null until they are known. */
  readonly wanted: number | null;
  readonly delivered: number;
  readonly failed: number;
};

export type SessionProgress = {
  readonly stage: SessionState;
  readonly conversationId: string | null;
  readonly turns: number;
  readonly reasons: readonly HandoffReason[];
  readonly lastActivityAt: string | null;
};

/** What a turn or a request led to. */
export type TurnDecision = {
  readonly turns: number;
  readonly handedOff: boolean;
  readonly reasons: readonly HandoffReason[];
  readonly queueId: string | null;
};

export const progressQuery = defineQuery<Progress>('progress');
export const insightsProgressQuery = defineQuery<InsightsProgress>('progress');
export const csatProgressQuery = defineQuery<CsatProgress>('progress');
export const redeliveryProgressQuery = defineQuery<RedeliveryProgress>('progress');
export const sessionProgressQuery = defineQuery<SessionProgress>('progress');
export const conversationEventSignal = defineSignal<[ConversationEvent]>('conversationEvent');
/** Speech analytics say something else of a conversation than before. */
export const insightUpdatedSignal = defineSignal<[{ readonly eventId: string }]>('insightUpdated');
export const slotFreedSignal = defineSignal('slotFreed');
export const submitTurnUpdate = defineUpdate<TurnDecision, [{ readonly text: string }]>('submitTurn');
export const requestHandoffUpdate = defineUpdate<TurnDecision, [{ readonly queueId?: string }]>(
  'requestHandoff',
);
