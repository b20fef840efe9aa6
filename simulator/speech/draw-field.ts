/** Numbers of what is drawn for a conversation: from 20 on, since those below are drawn in `conversations.ts`. Three follow a `…3`. */
export const DRAW_FIELD = {
  agents: 20,
  furtherAgent3: 21,
  unscored3: 24,
  communications3: 27,
  topicHits3: 30,
  difference: 33,
  topic: 34,
  answered: 40,
  delay: 41,
  spread: 42,
  withoutScore: 43,
  noise3: 44,
} as const;
