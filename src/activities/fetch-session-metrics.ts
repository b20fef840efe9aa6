import { cancellationSignal } from '@temporalio/activity';
import type { Interval } from '../domain/interval.js';
import type { SessionMetrics } from '../domain/session-update.js';
import type { GenesysGateway } from '../gateways/genesys/index.js';
import { NotYetAvailableError } from './not-yet-available-error.js';

type Deps = { readonly genesys: Pick<GenesysGateway, 'virtualAgent'> };

export type FetchSessionMetricsInput = Interval & { readonly conversationId: string };

/** One conversation has one record; more pages than this are a listing that does not end. */
const MAX_PAGES = 20;

/**
 * What analytics know of a session that has ended. Safe to repeat: it reads.
 * @throws {NotYetAvailableError} while analytics do not know the end
 */
export const createFetchSessionMetrics = ({ genesys }: Deps) =>
  async function fetchSessionMetrics(query: FetchSessionMetricsInput): Promise<SessionMetrics> {
    const signal = cancellationSignal();
    for (let cursor: string | null = null, page = 0; page < MAX_PAGES; page++) {
      const read: Awaited<ReturnType<GenesysGateway['virtualAgent']['fetchSessionRecord']>> =
        await genesys.virtualAgent.fetchSessionRecord({ ...query, cursor }, { signal });
      if (read.record?.endedAt) {
        const { endedAt, resolution, durationMs, hadAgent } = read.record;
        return { endedAt, resolution, durationMs, containment: hadAgent === null ? null : !hadAgent };
      }
      if (read.cursor === null) break;
      cursor = read.cursor;
    }
    throw new NotYetAvailableError('analytics do not know the end of the conversation yet');
  };
