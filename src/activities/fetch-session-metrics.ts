import type { Interval } from '../domain/interval.js';
import type { SessionMetrics } from '../domain/session-update.js';
import type { GenesysGateway } from '../gateways/genesys/index.js';
import { findConversationRecord } from './find-conversation-record.js';
import { NotYetAvailableError } from './not-yet-available-error.js';

type Deps = { readonly genesys: Pick<GenesysGateway, 'conversationRecords'> };

export type FetchSessionMetricsInput = Interval & { readonly conversationId: string };

/**
 * What analytics know of a session that has ended. Safe to repeat: it reads.
 * @throws {NotYetAvailableError} while analytics do not know the end
 */
export const createFetchSessionMetrics = ({ genesys }: Deps) =>
  async function fetchSessionMetrics(query: FetchSessionMetricsInput): Promise<SessionMetrics> {
    const record = await findConversationRecord(genesys.conversationRecords, query);
    if (!record) throw new NotYetAvailableError('analytics do not know the end of the conversation yet');
    const { endedAt, resolution, durationMs, hadAgent } = record;
    return { endedAt, resolution, durationMs, containment: hadAgent === null ? null : !hadAgent };
  };
