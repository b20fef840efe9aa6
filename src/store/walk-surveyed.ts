import { countsSurveyOnly } from '../domain/speech.js';
import type { Database } from './connection.js';
import {
  readSpeech,
  readSurveys,
  type Speech,
  type StoredConversation,
  type StoredSurvey,
  type Told,
} from './surveyed-conversations.js';

/** What of a run says which conversations belong to its question. */
export type SurveyedRun = {
  readonly runId: string;
  readonly plan: {
    readonly topics?: readonly string[] | undefined;
    readonly filterAtSource: boolean;
    /** Where rows of speech may be of other conversations, those count of which there are facts. */
    readonly reading?: { readonly isPartial: boolean } | undefined;
  };
};

/** Rows of speech, of which a conversation has one per agent and topic. */
const AT_ONCE = 5000;

/** All conversations of a run, some at a time. Where speech was filtered, one that only a survey tells of may not belong to it. */
export async function* walkSurveyed(
  db: Database,
  { runId, plan }: SurveyedRun,
  limit = AT_ONCE,
): AsyncGenerator<readonly StoredConversation[]> {
  const withSurveyOnly = countsSurveyOnly(plan);
  for (let after: string | null = null; ;) {
    const speech: Told<Speech> = await readSpeech(db, {
      ...{ runId, after, through: null, limit },
      withFactsOnly: plan.reading?.isPartial ?? false,
    });
    const surveys: Told<StoredSurvey> = await readSurveys(db, {
      runId,
      after,
      through: speech.through,
      limit,
    });
    const through: string | null = surveys.through ?? speech.through;
    const told = withSurveyOnly
      ? [...speech.byConversation.keys(), ...surveys.byConversation.keys()]
      : speech.byConversation.keys();
    const ids = [...new Set(told)].filter((id) => through === null || id <= through).sort();
    if (ids.length > 0) yield ids.map((id) => conversationOf(id, speech, surveys));
    if (through === null) return;
    after = through;
  }
}

const conversationOf = (
  conversationId: string,
  speech: Told<Speech>,
  surveys: Told<StoredSurvey>,
): StoredConversation => ({
  conversationId,
  ...(speech.byConversation.get(conversationId) ?? { speech: [], topics: [] }),
  survey: surveys.byConversation.get(conversationId) ?? null,
});
