import type { Clock } from './clock.js';
import { analyticsSettingsSchema, type AnalyticsSettings } from './live/analytics-settings.js';
import { createConversationStore, type ConversationStore } from './live/conversation-store.js';
import { createLiveConversations, type LiveConversations } from './live/live-conversations.js';
import { createScriptBoard, type ScriptBoard } from './live/script.js';
import { createSetting } from './setting.js';
import { createWebhooks, type Webhooks } from './webhooks/webhooks.js';

/** Conversations that live, what decides how they end, and those who are told of it. */
export type LiveRoom = {
  conversations: LiveConversations;
  /** What is known of them. */
  store: ConversationStore;
  script: ScriptBoard;
  analytics: AnalyticsSettings;
  webhooks: Webhooks;
};

export function createLiveRoom(options: {
  clock: Clock;
  dataDir: string | undefined;
  webhookRetryDelaysMs: readonly number[] | undefined;
}): LiveRoom & { begin(): void; stop(): void } {
  const { clock, dataDir, webhookRetryDelaysMs } = options;
  const store = createConversationStore(clock, dataDir);
  const script = createScriptBoard(dataDir);
  const analytics = createSetting(analyticsSettingsSchema);
  const webhooks = createWebhooks({ dataDir, retryDelaysMs: webhookRetryDelaysMs });
  const { isEarly } = webhooks.faults;
  const conversations = createLiveConversations({ clock, store, script, isEarly, publish: webhooks.publish });
  return {
    conversations,
    store,
    script,
    analytics,
    webhooks,
    begin: webhooks.resume,
    stop: () => {
      conversations.close();
      webhooks.close();
    },
  };
}
