import {
  createConversations,
  MEDIA_TYPES,
  type Conversation,
  type Conversations,
  type MediaType,
} from './conversations.js';
import { groundTruthOf, type GroundTruth, type GroundTruthFilter } from './ground-truth.js';
import { LANGUAGES, type Language } from './languages.js';
import { createSeededIds } from './seeded-ids.js';
import { createSeededRandom } from './seeded-random.js';

const DAY_MS = 86_400_000;
const MAX_CONVERSATIONS = 10_000_000;
const CONVERSATIONS_PER_AGENT = 60;
const DIVISIONS = 3;
const QUEUE_NAMES = [
  'Billing',
  'Technical support',
  'Sales',
  'Orders',
  'Returns',
  'Retention',
  'Complaints',
  'Onboarding',
  'Claims',
  'Partners',
  'Travel',
  'Security',
] as const;

export type OrganisationSummary = {
  seed: number;
  period: { from: string; to: string };
  conversations: number;
  scored: number;
  unscored: number;
  languages: { tag: Language; conversations: number }[];
  agents: number;
  queues: string[];
};

export type Organisation = {
  seed: number;
  /** Whole UTC days; `to` is exclusive. */
  period: { from: string; to: string };
  conversations: Conversations;
  agentIds: readonly string[];
  queues: readonly string[];
  /** In the order of `queues`. */
  queueIds: readonly string[];
  divisionIds: readonly string[];
  find(conversationId: string): Conversation | null;
  groundTruth(filter: GroundTruthFilter): GroundTruth;
  summary(): OrganisationSummary;
};

function requireInteger(name: string, value: number, min: number, max: number): void {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new RangeError(`${name} must be a whole number from ${String(min)} to ${String(max)}`);
  }
}

/** Throws RangeError when a size is out of range. The period ends where the UTC day of `nowMs` begins. */
export function createOrganisation(options: {
  seed: number;
  conversations: number;
  days: number;
  nowMs: number;
  mediaTypes?: readonly MediaType[] | undefined;
}): Organisation {
  const { seed, days, nowMs, mediaTypes = MEDIA_TYPES } = options;
  requireInteger('seed', seed, 0, 2 ** 32 - 1);
  requireInteger('conversations', options.conversations, 0, MAX_CONVERSATIONS);
  requireInteger('days', days, 1, 3650);

  const toMs = Math.floor(nowMs / DAY_MS) * DAY_MS;
  const fromMs = toMs - days * DAY_MS;
  const period = { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
  const agents = Math.max(1, Math.round(options.conversations / CONVERSATIONS_PER_AGENT));
  const agentIdSource = createSeededIds(seed ^ 0x5bd1e995);
  const agentIds = Array.from({ length: agents }, (_, agent) => agentIdSource.idOf(agent));
  const queues = QUEUE_NAMES.slice(0, 5 + (createSeededRandom(seed).word(0, 0) % 8));
  const placeIdSource = createSeededIds(seed ^ 0x2545f491);
  const queueIds = queues.map((_, queue) => placeIdSource.idOf(queue));
  const divisionIds = Array.from({ length: DIVISIONS }, (_, division) => placeIdSource.idOf(1000 + division));
  const conversations = createConversations({
    ...options,
    fromMs,
    agentIds,
    queues,
    divisionIds,
    mediaTypes,
  });
  const groundTruth = (filter: GroundTruthFilter): GroundTruth => groundTruthOf(conversations, filter);

  return {
    seed,
    period,
    conversations,
    agentIds,
    queues,
    queueIds,
    divisionIds,
    find: (conversationId) => {
      const index = conversations.indexOf(conversationId);
      return index === null ? null : conversations.at(index);
    },
    groundTruth,
    summary: () => {
      const { scored, unscored } = groundTruth(period);
      const languages = LANGUAGES.map((tag, position) => ({
        tag,
        conversations: conversations.countOfLanguage(position, 0, conversations.size),
      }));
      return { seed, period, conversations: conversations.size, scored, unscored, languages, agents, queues };
    },
  };
}
