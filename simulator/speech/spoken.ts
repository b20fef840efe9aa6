import { pick } from '../conversations.js';
import type { Organisation } from '../organisation.js';
import { createSeededRandom } from '../seeded-random.js';
import { UNSCORED_SHARE } from '../sentiment.js';
import { DRAW_FIELD } from './draw-field.js';
import type { SpeechSettings } from './speech-settings.js';

export const TOPICS = [
  'billing_inquiry',
  'product_return',
  'delivery_delay',
  'technical_fault',
  'contract_change',
  'cancellation',
] as const;
export type Topic = (typeof TOPICS)[number];

export const MAX_AGENTS = 3;
/** A score has four decimals. */
export const SCORE_UNITS = 10_000;

/** What one agent's part of a conversation was scored with. `communications` is how many the score is the mean of. */
export type SpokenPart = {
  agentId: string;
  communications: number;
  topicHits: number;
  sentiment: number | null;
};

/** What speech analytics know of the conversations of an organisation, computed when it is asked for. */
export type Spoken = {
  topicAt(index: number): Topic;
  agentCountAt(index: number): number;
  /** The score in -1…1 of one agent's part, or null where there is none. */
  sentimentAt(index: number, part: number): number | null;
  /** In the order in which the agents spoke. */
  partsAt(index: number): SpokenPart[];
  /** Scores a conversation anew, with four decimals; null takes its score away. */
  rescore(index: number, score: number | null): void;
};

const rounded = (score: number): number => Math.round(score * SCORE_UNITS) / SCORE_UNITS + 0;

export function createSpoken(organisation: Organisation, settings: SpeechSettings): Spoken {
  const { seed, conversations, agentIds } = organisation;
  const random = createSeededRandom(seed);
  const rescored = new Map<number, number | null>();
  const fractionAt = (index: number, field: number): number =>
    random.fraction(conversations.ordinalAt(index), field);

  function agentCountAt(index: number): number {
    const { severalAgentsShare } = settings.current();
    const fraction = fractionAt(index, DRAW_FIELD.agents);
    if (fraction >= severalAgentsShare) return 1;
    return Math.min(fraction < severalAgentsShare / 4 ? MAX_AGENTS : 2, agentIds.length);
  }

  function agentsAt(index: number): string[] {
    const agents = [conversations.agentIdAt(index)];
    for (let part = 1; part < agentCountAt(index); part += 1) {
      let position = Math.floor(fractionAt(index, DRAW_FIELD.furtherAgent3 + part) * agentIds.length);
      const candidate = (): string => agentIds[position % agentIds.length] ?? '';
      while (agents.includes(candidate())) position += 1;
      agents.push(candidate());
    }
    return agents;
  }

  function sentimentAt(index: number, part: number): number | null {
    const told = rescored.get(index);
    const score = told === undefined ? (conversations.sentimentAt(index)?.score ?? null) : told;
    if (score === null || agentCountAt(index) === 1) return score;
    if (fractionAt(index, DRAW_FIELD.unscored3 + part) < UNSCORED_SHARE) return null;
    // As much above the whole as below it, so that the mean over the agents stays near the conversation's own.
    const difference = fractionAt(index, DRAW_FIELD.difference) * (1 - Math.abs(score));
    return rounded(score + difference * ([1, -1, 0][part] ?? 0));
  }

  return {
    topicAt: (index) => pick(TOPICS, fractionAt(index, DRAW_FIELD.topic)),
    agentCountAt,
    sentimentAt,
    partsAt: (index) =>
      agentsAt(index).map((agentId, part) => {
        const communications = 4 + Math.floor(fractionAt(index, DRAW_FIELD.communications3 + part) * 12);
        const further = Math.floor(fractionAt(index, DRAW_FIELD.topicHits3 + part) * 6);
        const topicHits = communications + further;
        return { agentId, communications, topicHits, sentiment: sentimentAt(index, part) };
      }),
    rescore: (index, score) => {
      rescored.set(index, score === null ? null : rounded(score));
    },
  };
}
