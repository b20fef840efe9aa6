import type { KeptConversation } from './conversation.js';

export type ActiveIndex = {
  /** Also after it has changed: a conversation that is closed leaves the index. */
  put(kept: KeptConversation): void;
  countOf(botId: string): number;
  /** Up to `limit` in the order of creation, from an ordinal on. */
  from(botId: string, ordinal: number, limit: number): KeptConversation[];
  clear(): void;
};

/** Active conversations by whom they are with, so that neither page nor count looks at those that have ended. */
export function createActiveIndex(): ActiveIndex {
  const byBot = new Map<string, { kept: Map<number, KeptConversation>; highest: number }>();

  function insert(botId: string, conversation: KeptConversation): void {
    const known = byBot.get(botId) ?? { kept: new Map<number, KeptConversation>(), highest: -1 };
    byBot.set(botId, known);
    const { ordinal } = conversation;
    known.kept.set(ordinal, conversation);
    // Only one that was reopened comes out of turn.
    if (ordinal < known.highest)
      known.kept = new Map([...known.kept].toSorted(([one], [other]) => one - other));
    known.highest = Math.max(known.highest, ordinal);
  }

  return {
    put: (kept) => {
      const botIds = new Set(kept.conversation.to.flatMap(({ id }) => id ?? []));
      for (const botId of botIds) {
        if (kept.conversation.state === 'active') insert(botId, kept);
        else byBot.get(botId)?.kept.delete(kept.ordinal);
      }
    },
    countOf: (botId) => byBot.get(botId)?.kept.size ?? 0,
    from: (botId, ordinal, limit) => {
      const found: KeptConversation[] = [];
      for (const [at, kept] of byBot.get(botId)?.kept ?? []) {
        if (at >= ordinal) found.push(kept);
        if (found.length === limit) break;
      }
      return found;
    },
    clear: () => {
      byBot.clear();
    },
  };
}
