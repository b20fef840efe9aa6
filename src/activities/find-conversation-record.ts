import { cancellationSignal } from '@temporalio/activity';
import type { Interval } from '../domain/interval.js';
import type { ConversationRecord, ConversationRecords } from '../gateways/genesys/ports.js';

/** One conversation has one record; more pages than this are a listing that does not end. */
const MAX_PAGES = 20;

/** The record of a conversation that has ended; null while analytics know no end of it in the interval. */
export async function findConversationRecord(
  records: ConversationRecords,
  query: Interval & { readonly conversationId: string },
): Promise<(ConversationRecord & { readonly endedAt: string }) | null> {
  const signal = cancellationSignal();
  for (let cursor: string | null = null, page = 0; page < MAX_PAGES; page++) {
    const read: Awaited<ReturnType<ConversationRecords['fetchConversationRecord']>> =
      await records.fetchConversationRecord({ ...query, cursor }, { signal });
    const { record } = read;
    if (record?.endedAt) return { ...record, endedAt: record.endedAt };
    if (read.cursor === null) return null;
    cursor = read.cursor;
  }
  return null;
}
