import type { Interval } from '../domain/interval.js';
import type { GenesysGateway } from '../gateways/genesys/index.js';
import type { InsightStore } from '../store/insights.js';
import { findConversationRecord } from './find-conversation-record.js';

type Deps = {
  readonly genesys: Pick<GenesysGateway, 'conversationRecords'>;
  readonly insights: Pick<InsightStore, 'label'>;
};

export type FetchConversationEndInput = Interval & {
  readonly runId: string;
  readonly conversationId: string;
};

/** When a conversation ended; null while it goes on, and where nothing is known of it. Safe to repeat: it reads, and labels the same. */
export const createFetchConversationEnd = ({ genesys, insights }: Deps) =>
  async function fetchConversationEnd({
    runId,
    ...query
  }: FetchConversationEndInput): Promise<{ readonly endedAt: string | null }> {
    const record = await findConversationRecord(genesys.conversationRecords, query);
    if (record) await insights.label({ runId, conversationId: query.conversationId }, record);
    return { endedAt: record?.endedAt ?? null };
  };
