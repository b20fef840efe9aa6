import type { ConversationEvent } from './conversation-event.js';
import { laterInstant } from './interval.js';

type Ending = {
  /** When it was told, where the event itself has no time. */
  readonly at: string;
  readonly dated: boolean;
  readonly resolution: string | null;
};

/** A re-opening of which nobody said when it was. `heardAt` is the latest time at which it can have been. */
type Reopening = { readonly eventId: string; readonly heardAt: string };

/** What events have told of a conversation. Their order of arrival makes no difference, and a copy adds nothing. */
export type ConversationCourse = {
  /** The latest time at which it was seen alive. */
  readonly activeAt: string | null;
  /** Endings since then, the earliest first. */
  readonly endings: readonly Ending[];
  /** Re-openings without a time that may have been since then. Missing from courses that were kept before these were counted. */
  readonly reopenings?: readonly Reopening[];
};

export const UNTOLD: ConversationCourse = { activeAt: null, endings: [] };

/** `receivedAt` (ISO) stands in for the time of an end that has none. */
export function afterEvent(
  { activeAt, endings, reopenings = [] }: ConversationCourse,
  event: ConversationEvent,
  receivedAt: string,
): ConversationCourse {
  if (event.kind === 'ended') {
    const at = event.occurredAt ?? receivedAt;
    const ending = { at, dated: event.occurredAt !== null, resolution: event.resolution };
    return since(activeAt, withEnding(endings, ending), reopenings);
  }
  if (event.occurredAt !== null) return since(later(activeAt, event.occurredAt), endings, reopenings);
  const { eventId } = event;
  const known = reopenings.some((reopening) => reopening.eventId === eventId);
  return since(
    activeAt,
    endings,
    known ? reopenings : [...reopenings, { eventId, heardAt: receivedAt }].sort(byId),
  );
}

/** Something at one and the same time alive and ended has ended. */
const since = (
  activeAt: string | null,
  endings: readonly Ending[],
  reopenings: readonly Reopening[],
): ConversationCourse => ({
  activeAt,
  endings: endings.filter(({ at }) => activeAt === null || isAtLeast(at, activeAt)),
  ...(reopenings.length > 0 && {
    reopenings: reopenings.filter(({ heardAt }) => activeAt === null || !isAtLeast(activeAt, heardAt)),
  }),
});

/**
 * The endings that no re-opening without a time came after. Between two ends there is one re-opening, so that the second end of
 * two stands after one re-opening, however late it was heard of; when it was heard of it had happened. An end that was told
 * under two times counts for two, so that the conversation goes on only when the next listing says so.
 */
function standing({ endings, reopenings = [] }: ConversationCourse): readonly Ending[] {
  const heardMs = Math.max(...reopenings.map(({ heardAt }) => Date.parse(heardAt)));
  const endsMs = [...new Set(endings.filter(({ dated }) => dated).map(({ at }) => Date.parse(at)))];
  const reopenedMs = Math.min(heardMs, endsMs[reopenings.length] ?? Infinity);
  return endings.filter(({ at }) => reopenings.length === 0 || Date.parse(at) >= reopenedMs);
}

const isAtLeast = (a: string, b: string): boolean => Date.parse(a) >= Date.parse(b);

const byId = (a: Reopening, b: Reopening): number => (a.eventId < b.eventId ? -1 : 1);

/** In an order that does not depend on the order of arrival. */
function withEnding(endings: readonly Ending[], ending: Ending): Ending[] {
  const key = ({ at, dated, resolution }: Ending) =>
    `${new Date(at).toISOString()} ${String(dated)} ${resolution ?? ''}`;
  const known = endings.some((other) => key(other) === key(ending));
  return known ? [...endings] : [...endings, ending].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

const later = (a: string | null, b: string): string => (a === null ? b : laterInstant(a, b));

export const hasEnded = (course: ConversationCourse): boolean => standing(course).length > 0;

/** The first time that an event gives for the end; null when none does: the time of hearing of it is another thing. */
export const endedAtOf = (course: ConversationCourse): string | null =>
  standing(course).find(({ dated }) => dated)?.at ?? null;

/** As the wire says it first; null when no event does. */
export const resolutionOf = (course: ConversationCourse): string | null =>
  standing(course).find(({ resolution }) => resolution !== null)?.resolution ?? null;
