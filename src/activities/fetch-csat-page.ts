import { activityInfo, cancellationSignal } from '@temporalio/activity';
import type { GenesysGateway } from '../gateways/genesys/index.js';
import type { SpeechQuery, SurveyQuery } from '../gateways/genesys/ports.js';
import type { CsatLedgerPage, CsatPageKey } from '../store/csat-page.js';
import type { CsatStore } from '../store/csat.js';

type Deps = {
  readonly genesys: Pick<GenesysGateway, 'speech'>;
  readonly csat: Pick<CsatStore, 'saveSpeechPage' | 'saveSurveyPage' | 'findPage'>;
};

type Fetch<Query> = CsatPageKey & { readonly query: Query; readonly cursor: string | null };
export type FetchSpeechPageInput = Fetch<SpeechQuery>;
export type FetchSurveyPageInput = Fetch<SurveyQuery>;

/**
 * One request to Genesys; its rows go into the store, and only counts into the history. Safe to repeat: reading has no effect,
 * rows are brought up to date, and an attempt that finds its page in the ledger asks for nothing.
 */
export const createFetchSpeechPage = ({ genesys, csat }: Deps) =>
  async function fetchSpeechPage({ query, cursor, ...key }: FetchSpeechPageInput): Promise<CsatLedgerPage> {
    const { attempt } = activityInfo();
    const known = attempt > 1 ? await csat.findPage(key) : null;
    if (known) return known;
    const page = await genesys.speech.fetchSpeechPage(query, { cursor, signal: cancellationSignal() });
    return csat.saveSpeechPage({ ...key, ...page, requests: attempt });
  };

/** As `fetchSpeechPage`, of surveys. */
export const createFetchSurveyPage = ({ genesys, csat }: Deps) =>
  async function fetchSurveyPage({ query, cursor, ...key }: FetchSurveyPageInput): Promise<CsatLedgerPage> {
    const { attempt } = activityInfo();
    const known = attempt > 1 ? await csat.findPage(key) : null;
    if (known) return known;
    const page = await genesys.speech.fetchSurveyPage(query, { cursor, signal: cancellationSignal() });
    return csat.saveSurveyPage({ ...key, ...page, requests: attempt });
  };
