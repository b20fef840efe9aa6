const NAMES = [
  'events',
  'dropped',
  'duplicated',
  'delayed',
  'reordered',
  'early',
  'attempts',
  'delivered',
  'refused',
  'unreachable',
  'givenUp',
] as const;

/** `events` counts what happened, `attempts` requests, `delivered` those answered 2xx; a copy is counted like any other. */
export type WebhookCounts = Record<(typeof NAMES)[number], number>;

export const noCounts = (): WebhookCounts =>
  Object.fromEntries(NAMES.map((name) => [name, 0])) as WebhookCounts;
