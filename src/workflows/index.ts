export { analyzeSentiment } from './analyze-sentiment.js';
export { correlateCsat } from './correlate-csat.js';
export { redeliver } from './redeliver.js';
export { runVirtualAgentSession } from './run-virtual-agent-session.js';
export { sweepSessions } from './sweep-sessions.js';
export { syncInsights } from './sync-insights.js';
export { syncInteraction } from './sync-interaction.js';
