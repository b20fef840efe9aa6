/** Conversations that nobody has ended yet. */
const ACTIVE_SHARE = 0.02;
const SHORTEST_MS = 30_000;
const LONGEST_MS = 30 * 60_000;
const RESOLUTIONS = ['resolved', 'resolved', 'resolved', 'escalated', 'unresolved'] as const;

export type ConversationEnd = { durationMs: number; resolutionStatus: (typeof RESOLUTIONS)[number] };

/** Null while it is active. Takes fractions in [0, 1). */
export function conversationEndFrom(fractions: {
  active: number;
  duration: number;
  resolution: number;
}): ConversationEnd | null {
  if (fractions.active < ACTIVE_SHARE) return null;
  return {
    durationMs: SHORTEST_MS + Math.floor(fractions.duration * (LONGEST_MS - SHORTEST_MS)),
    resolutionStatus: RESOLUTIONS[Math.floor(fractions.resolution * RESOLUTIONS.length)] ?? 'resolved',
  };
}
