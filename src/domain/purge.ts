import type { PurgeEntry } from './audit-entry.js';

/** Whose texts are erased: those of one conversation, or those that runs brought which had started before an instant (ISO in UTC). */
export type PurgeScope =
  | { readonly conversationId: string; readonly before: null }
  | { readonly conversationId: null; readonly before: string };

/** How much there is to erase, or was erased. */
export type PurgeCounts = {
  /** Of insights. */
  readonly texts: number;
  /** Conversations whose external tag or contact was kept. */
  readonly labels: number;
  /** Of deliveries that tell a CRM insights. */
  readonly bodies: number;
  /** Those among them that had not arrived, and are not sent any more. */
  readonly deliveriesStopped: number;
};

/** `timestamp` is when it was asked for (ISO). */
export const purgeEntry = (
  { before, conversationId }: PurgeScope,
  { deliveriesStopped, ...counts }: PurgeCounts,
  timestamp: string,
): PurgeEntry => ({
  timestamp,
  action: 'purge',
  before,
  interaction_id: conversationId,
  ...counts,
  deliveries_stopped: deliveriesStopped,
});
