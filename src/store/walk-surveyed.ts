import { countsSurveyOnly } from '../domain/speech.js';
import type { Database } from './connection.js';
import { readSurveyedConversations, type StoredConversation } from './surveyed-conversations.js';

/** What of a run says which conversations belong to its question. */
export type SurveyedRun = {
  readonly runId: string;
  readonly plan: { readonly topics?: readonly string[] | undefined; readonly filterAtSource: boolean };
};

const AT_ONCE = 2000;

/** All conversations of a run, some at a time. Where speech was filtered, one that only a survey tells of may not belong to it. */
export async function* walkSurveyed(
  db: Database,
  { runId, plan }: SurveyedRun,
  limit = AT_ONCE,
): AsyncGenerator<readonly StoredConversation[]> {
  const withSurveyOnly = countsSurveyOnly(plan);
  for (let after: string | null = null; ;) {
    const range = { runId, after, limit, withSurveyOnly };
    const conversations: readonly StoredConversation[] = await readSurveyedConversations(db, range);
    const last = conversations.at(-1);
    if (!last) return;
    yield conversations;
    after = last.conversationId;
  }
}
