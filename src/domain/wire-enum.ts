/** What live conversations write in two words around a dot and events the other way round, with underscores. */
const TURNED: Readonly<Record<string, string>> = {
  'transfer.conference': 'conference_transfer',
  'transfer.consult': 'consult_transfer',
  'transfer.forward': 'forward_transfer',
  'transfer.noanswer': 'no_answer_transfer',
  'transfer.notavailable': 'not_available_transfer',
};

/**
 * One spelling for the three that Genesys has: `TRANSPORT_FAILURE` in events, `transportFailure` in detail records and
 * `transport.failure` in live conversations are `transport_failure` (published API clients, as read in November 2026).
 */
export const normalizeWireEnum = (word: string): string =>
  TURNED[word.toLowerCase()] ??
  word
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[.\s-]+/g, '_')
    .toLowerCase();
