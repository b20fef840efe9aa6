import { sql } from 'kysely';
import type { Secret } from '../domain/secret.js';
import { createAuditStore } from './audit.js';
import { connectDatabase, type ConnectOptions, type DatabaseAddress } from './connection.js';
import { createConversationStore } from './conversation-facts.js';
import { createCsatStore } from './csat.js';
import { createDeliveryStore } from './deliveries.js';
import { createInboxStore } from './inbox.js';
import { createOrganisationStore } from './organisation.js';
import { createReportStore } from './reports.js';
import { createInsightStore } from './insights.js';
import { createPurgeStore } from './purge.js';
import { createRedeliveryStore } from './redeliveries.js';
import { createRunStore } from './runs.js';
import { migrate, schemaState } from './schema.js';
import { createSentimentStore } from './sentiment.js';
import { createSessionStore } from './sessions.js';
import { createWebhookStore } from './webhooks.js';

export type Store = ReturnType<typeof createStore>;

/** Everything that is kept, in one PostgreSQL database. `close` ends the connections; nothing else holds the program open. */
export function createStore(address: DatabaseAddress, auditKey: Secret, options?: ConnectOptions) {
  const db = connectDatabase(address, options);
  return {
    runs: createRunStore(db),
    sentiment: createSentimentStore(db),
    insights: createInsightStore(db),
    deliveries: createDeliveryStore(db),
    redeliveries: createRedeliveryStore(db),
    audit: createAuditStore(db, auditKey),
    conversations: createConversationStore(db),
    csat: createCsatStore(db),
    purge: createPurgeStore(db, auditKey),
    sessions: createSessionStore(db),
    inbox: createInboxStore(db),
    webhooks: createWebhookStore(db),
    organisation: createOrganisationStore(db),
    reports: createReportStore(db),
    schemaState: () => schemaState(db),
    migrate: () => migrate(db),
    ping: async () => void (await sql`select 1`.execute(db)),
    close: () => db.destroy(),
  };
}
