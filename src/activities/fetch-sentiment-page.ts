import { activityInfo, cancellationSignal } from '@temporalio/activity';
import type { GenesysGateway } from '../gateways/genesys/index.js';
import type { SentimentQuery } from '../gateways/genesys/ports.js';
import type { LedgerPage, SentimentPageKey } from '../store/sentiment-page.js';
import type { SentimentStore } from '../store/sentiment.js';

type Deps = {
  readonly genesys: Pick<GenesysGateway, 'sentiment'>;
  readonly sentiment: Pick<SentimentStore, 'savePage' | 'findPage'>;
};

export type FetchSentimentPageInput = SentimentPageKey & {
  readonly query: SentimentQuery;
  readonly cursor: string | null;
};

/**
 * One request to Genesys; its rows go into the store, and only a cursor and counts into the history. Safe to repeat: reading
 * has no effect, rows and ledger are written once, and an attempt that finds its page in the ledger asks for nothing.
 */
export const createFetchSentimentPage = ({ genesys, sentiment }: Deps) =>
  async function fetchSentimentPage({ query, cursor, ...key }: FetchSentimentPageInput): Promise<LedgerPage> {
    const { attempt } = activityInfo();
    const known = attempt > 1 ? await sentiment.findPage(key) : null;
    if (known) return known;
    const page = await genesys.sentiment.fetchSentimentPage(query, { cursor, signal: cancellationSignal() });
    return sentiment.savePage({ ...key, ...page, requests: attempt });
  };
