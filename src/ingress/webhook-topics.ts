import { WEBHOOK_PATHS } from '../domain/names.js';
import type { Topic } from './ports.js';

/** Addresses are configured at the senders: they never change. */
export const WEBHOOK_TOPICS: Readonly<Record<string, Topic>> = Object.fromEntries(
  Object.entries(WEBHOOK_PATHS).map(([topic, path]) => [path, topic as Topic]),
);
