import { createHash } from 'node:crypto';
import type { SentimentEntity } from '../sentiment-page.js';
import type { WhatOf } from './fault.js';

type OddEntities = Pick<WhatOf<'oddEntities'>, 'seed' | 'share'>;

/** Whether a conversation is among the odd ones: by its id, so that it is so on every page and every time it is asked for. */
export function isOdd(conversationId: string, { seed, share }: OddEntities): boolean {
  const digest = createHash('sha256')
    .update(`${String(seed)} ${conversationId}`)
    .digest();
  return digest.readUInt32BE() / 2 ** 32 < share;
}

/** The entity as the fault shows it; what has no sentiment has nothing to spoil. */
export function oddEntity(entity: SentimentEntity, what: WhatOf<'oddEntities'>): SentimentEntity {
  if (!entity.sentiment || !isOdd(entity.interactionId ?? '', what)) return entity;
  const { sentiment, ...bare } = entity;
  switch (what.change) {
    case 'unscored':
      return bare;
    case 'scoreOutOfRange':
      // The scale of Genesys' aggregates, which is a hundred times that of one conversation.
      return {
        ...bare,
        sentiment: { ...sentiment, score: sentiment.score === 0 ? 50 : 2 + Math.abs(sentiment.score ?? 0) },
      };
    case 'unknownPolarity':
      return { ...bare, sentiment: { ...sentiment, polarity: 'mixed' as never } };
  }
}
