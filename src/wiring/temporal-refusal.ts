/** gRPC status codes of a server that can't or won't serve us at all; the package that names them is not ours to import. */
const NOT_FOUND = 5;
const UNSERVED = new Set([
  4 /* deadline */, 7 /* permission */, 8 /* exhausted */, 14 /* gone */, 16 /* login */,
]);

/**
 * A sentence when Temporal answers but does not serve this program: an unknown namespace, a refused key, a connection lost on the
 * way. Null for every other error. Temporal's client wraps what the transport said.
 */
export function temporalRefusal(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (!isServiceError(error)) {
    if (error.name === 'NamespaceNotFoundError') return namespaceUnknown(error.message);
    return temporalRefusal(error.cause);
  }
  if (error.code === NOT_FOUND && /namespace/i.test(error.details)) return namespaceUnknown(error.details);
  return UNSERVED.has(error.code)
    ? `Temporal does not serve this program: ${error.details}; check TEMPORAL_ADDRESS and TEMPORAL_API_KEY`
    : null;
}

const namespaceUnknown = (said: string): string => `Temporal: ${said}; check TEMPORAL_NAMESPACE`;

/** A gRPC `ServiceError` by its shape: asking Temporal's client would load it to print a typo. */
const isServiceError = (error: Error): error is Error & { code: number; details: string } =>
  'code' in error &&
  typeof error.code === 'number' &&
  'details' in error &&
  typeof error.details === 'string';
