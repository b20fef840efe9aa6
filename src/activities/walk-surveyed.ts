import { cancellationSignal } from '@temporalio/activity';
import type { CsatPlan } from '../contracts/correlate-csat.js';
import { countsSurveyOnly } from '../domain/speech.js';
import type { CsatStore } from '../store/csat.js';
import type { StoredConversation } from '../store/surveyed-conversations.js';

/** What of a plan says which conversations belong to the question. */
export type SurveyedPlan = Pick<CsatPlan, 'topics' | 'filterAtSource'>;

const CONVERSATIONS = 2000;

/** All conversations of a run, some at a time. */
export async function* walkSurveyed(
  csat: Pick<CsatStore, 'conversationsAfter'>,
  { runId, plan }: { readonly runId: string; readonly plan: SurveyedPlan },
): AsyncGenerator<readonly StoredConversation[]> {
  const withSurveyOnly = countsSurveyOnly(plan);
  for (let after: string | null = null; ;) {
    cancellationSignal().throwIfAborted();
    const range = { runId, after, limit: CONVERSATIONS, withSurveyOnly };
    const conversations: readonly StoredConversation[] = await csat.conversationsAfter(range);
    const last = conversations.at(-1);
    if (!last) return;
    yield conversations;
    after = last.conversationId;
  }
}
