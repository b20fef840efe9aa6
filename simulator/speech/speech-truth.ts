import type { Organisation } from '../organisation.js';
import { SCORE_UNITS, type Spoken, type SpokenPart, type Topic } from './spoken.js';
import type { Surveys } from './surveys.js';

export type SpeechTruthFilter = {
  /** ISO dates; conversations that start in [from, to). */
  from: string;
  to: string;
  conversationIds?: readonly string[] | undefined;
};

export type SpeechTruth = {
  conversationId: string;
  startedAt: string;
  topic: Topic;
  /** In the order in which they spoke. The last one owns the survey. */
  agents: SpokenPart[];
  /** The mean over the scored agents, weighted by their communications; null when none is scored. */
  sentiment: number | null;
  /** When the survey is answered, be it in future; null for never. */
  answeredAt: string | null;
  /** Null where the survey is never answered, or without a score. */
  csat: number | null;
};

/** Summed in whole units of a score and divided once: conversations of the same mean have the same number, and tie in a rank. */
function meanSentimentOf(agents: readonly SpokenPart[]): number | null {
  let communications = 0;
  let units = 0;
  for (const part of agents) {
    if (part.sentiment === null) continue;
    communications += part.communications;
    units += Math.round(part.sentiment * SCORE_UNITS) * part.communications;
  }
  return communications === 0 ? null : units / (communications * SCORE_UNITS);
}

/**
 * What is true of each conversation of a window, whatever is analysed or answered by now. It shares no filter, selection
 * or page with the queries that it is there to check.
 */
export function speechTruthOf(
  { organisation, spoken, surveys }: { organisation: Organisation; spoken: Spoken; surveys: Surveys },
  { from, to, conversationIds }: SpeechTruthFilter,
): SpeechTruth[] {
  const fromMs = Date.parse(from);
  const toMs = Date.parse(to);
  if (Number.isNaN(fromMs) || Number.isNaN(toMs)) throw new RangeError('from and to must be ISO dates');
  const ids = conversationIds && new Set(conversationIds.map((id) => id.toLowerCase()));
  const { conversations } = organisation;
  const truths: SpeechTruth[] = [];
  for (let index = 0; index < conversations.size; index += 1) {
    const startMs = conversations.startMsAt(index);
    if (startMs < fromMs || startMs >= toMs) continue;
    const conversationId = conversations.idAt(index);
    if (ids && !ids.has(conversationId)) continue;
    const agents = spoken.partsAt(index);
    const answeredMs = surveys.answeredMsAt(index);
    truths.push({
      conversationId,
      startedAt: new Date(startMs).toISOString(),
      topic: spoken.topicAt(index),
      agents,
      sentiment: meanSentimentOf(agents),
      answeredAt: answeredMs === null ? null : new Date(answeredMs).toISOString(),
      csat: answeredMs === null ? null : surveys.scoreAt(index),
    });
  }
  return truths;
}
