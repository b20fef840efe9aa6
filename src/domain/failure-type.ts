/** The closed list of what can go wrong with a step. `docs/failures.md` has one row for each; a test compares the two. */
export const FAILURE_TYPES = [
  'InvalidInput',
  'InvalidRequest',
  'Unauthorized',
  'Forbidden',
  'NotFound',
  'Conflict',
  'ModelUnavailable',
  'ModelNotDeployed',
  'UnexpectedResponse',
  'RateLimited',
  'Unavailable',
  'OutcomeUnknown',
  'NotYetAvailable',
  'NoFreeSlot',
] as const;

export type FailureType = (typeof FAILURE_TYPES)[number];

export const isFailureType = (name: unknown): name is FailureType =>
  (FAILURE_TYPES as readonly unknown[]).includes(name);
