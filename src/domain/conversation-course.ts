import type { ConversationEvent } from './conversation-event.js';
import { laterInstant } from './interval.js';

type Ending = {
  /** When it was told, where the event itself has no time. */
  readonly at: string;
  readonly dated: boolean;
  readonly resolution: string | null;
};

/** What events have told of a conversation. Their order of arrival makes no difference, and a copy adds nothing. */
export type ConversationCourse = {
  /** The latest time at which it was seen alive. */
  readonly activeAt: string | null;
  /** Endings since then, the earliest first. */
  readonly endings: readonly Ending[];
};

export const UNTOLD: ConversationCourse = { activeAt: null, endings: [] };

/** `receivedAt` (ISO) stands in for the time of an event that has none. */
export function afterEvent(
  course: ConversationCourse,
  event: ConversationEvent,
  receivedAt: string,
): ConversationCourse {
  const at = event.occurredAt ?? receivedAt;
  if (event.kind === 'active') return since(later(course.activeAt, at), course.endings);
  const ending = { at, dated: event.occurredAt !== null, resolution: event.resolution };
  return since(course.activeAt, withEnding(course.endings, ending));
}

/** Something at one and the same time alive and ended has ended. */
const since = (activeAt: string | null, endings: readonly Ending[]): ConversationCourse => ({
  activeAt,
  endings: endings.filter(({ at }) => activeAt === null || Date.parse(at) >= Date.parse(activeAt)),
});

/** In an order that does not depend on the order of arrival. */
function withEnding(endings: readonly Ending[], ending: Ending): Ending[] {
  const key = ({ at, dated, resolution }: Ending) =>
    `${new Date(at).toISOString()} ${String(dated)} ${resolution ?? ''}`;
  const known = endings.some((other) => key(other) === key(ending));
  return known ? [...endings] : [...endings, ending].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

const later = (a: string | null, b: string): string => (a === null ? b : laterInstant(a, b));

export const hasEnded = ({ endings }: ConversationCourse): boolean => endings.length > 0;

/** The first time that an event gives for the end; null when none does: the time of hearing of it is another thing. */
export const endedAtOf = ({ endings }: ConversationCourse): string | null =>
  endings.find(({ dated }) => dated)?.at ?? null;

/** As the wire says it first; null when no event does. */
export const resolutionOf = ({ endings }: ConversationCourse): string | null =>
  endings.find(({ resolution }) => resolution !== null)?.resolution ?? null;
