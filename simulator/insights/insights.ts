import type { Conversation } from '../conversations.js';
import { GenesysError } from '../genesys-error.js';
import type { Organisation } from '../organisation.js';
import type { SealedPositions } from '../sealed-position.js';
import { insightOf } from './insight.js';
import { insightDraftsOf } from './insight-draft.js';
import { insightListOf } from './insight-list.js';
import { insightOutcomeOf } from './insight-outcome.js';
import type { InsightQuery } from './insight-query.js';
import type { InsightSetting } from './insight-settings.js';
import { insightSourceOf } from './insight-source.js';
import { insightTruthOf, type InsightTruth, type InsightTruthFilter } from './insight-truth.js';
import { isMalformedLimited } from './malformed-limit.js';

export type InsightPage = { entities: object[]; nextPageToken?: string; totalCount: number };

export type Insights = {
  setting: InsightSetting;
  /** Throws GenesysError 403 or 404 for a conversation of that outcome, 400 for a page token of another query. */
  pageOf(conversationId: string, query: InsightQuery): InsightPage;
  truth(filter?: InsightTruthFilter): InsightTruth;
};

function refusal(status: 403 | 404, conversationId: string): GenesysError {
  return status === 404
    ? new GenesysError({ status, code: 'not.found', message: `There is no interaction ${conversationId}.` })
    : new GenesysError({
        status,
        code: 'not.authorized',
        message: 'You may not see the insights of this interaction.',
      });
}

/** The next conversation of the organisation, and the first after the last. */
function strangerTo({ id }: Conversation, { conversations }: Organisation): string {
  return conversations.idAt(((conversations.indexOf(id) ?? 0) + 1) % conversations.size);
}

export function createInsights(context: {
  organisation: Organisation;
  setting: InsightSetting;
  tokens: SealedPositions;
}): Insights {
  const { organisation, setting, tokens } = context;

  function pageOf(conversationId: string, { nextPageToken, ...query }: InsightQuery): InsightPage {
    const settings = setting.current();
    const conversation = organisation.find(conversationId);
    if (conversation === null) throw refusal(404, conversationId);
    const source = insightSourceOf(conversation, settings);
    const outcome = insightOutcomeOf(source, settings);
    if (outcome !== 'answered') throw refusal(outcome === 'forbidden' ? 403 : 404, conversationId);

    const scope = JSON.stringify(['insights', conversation.id, query]);
    // An empty token asks for the first page.
    const position = nextPageToken ? tokens.positionIn(scope, nextPageToken) : 0;
    const list = insightListOf(insightDraftsOf(conversation, settings, source), query, {
      isMalformedLimited: isMalformedLimited(settings),
    });
    const next = position + query.maxResults;
    const made = { conversation, strangerId: strangerTo(conversation, organisation), source };
    return {
      entities: list.slice(position, next).map((draft) => insightOf(draft, made)),
      ...(next < list.length && { nextPageToken: tokens.tokenFor(scope, next) }),
      totalCount: list.length,
    };
  }

  return { setting, pageOf, truth: (filter) => insightTruthOf(organisation, setting.current(), filter) };
}
