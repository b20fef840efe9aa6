/** What may be said of a request. `operation` is method and route template: never a query, a body, a token or an id. */
export type RequestIdentity = { readonly operation: string; readonly correlationId: string | null };

/** Base of everything that can go wrong between this system and Genesys. */
export abstract class GenesysError extends Error {
  readonly operation: string;
  readonly correlationId: string | null;

  constructor(message: string, { operation, correlationId }: RequestIdentity, options?: ErrorOptions) {
    super(`${operation}: ${message}${correlationId ? ` (correlation id ${correlationId})` : ''}`, options);
    this.operation = operation;
    this.correlationId = correlationId;
  }
}

/** Genesys answered, and not with a success. */
export class GenesysHttpError extends GenesysError {
  override readonly name = 'GenesysHttpError';
  readonly status: number;
  /** How long Genesys asks to wait; null when it does not say. */
  readonly retryAfterMs: number | null;

  constructor(
    request: RequestIdentity,
    { status, reason, retryAfterMs }: { status: number; reason: string | null; retryAfterMs: number | null },
  ) {
    super(`HTTP ${status}${reason ? `, ${reason}` : ''}`, request);
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Nothing was sent: Genesys has said that the budget of this minute is gone. */
export class GenesysBudgetError extends GenesysError {
  override readonly name = 'GenesysBudgetError';

  constructor(
    operation: string,
    readonly retryAfterMs: number,
  ) {
    super('not sent, the request budget of this minute is gone', { operation, correlationId: null });
  }
}

/** No usable answer: refused, reset, timed out. `sent: 'no'` means that Genesys can't have seen the request. */
export class GenesysTransportError extends GenesysError {
  override readonly name = 'GenesysTransportError';
  readonly sent: 'no' | 'unknown';

  constructor(request: RequestIdentity, { reason, sent }: { reason: string; sent: 'no' | 'unknown' }) {
    super(reason, request);
    this.sent = sent;
  }
}

/** The credentials were refused, by the token endpoint or by the API after the token had been renewed. */
export class GenesysAuthError extends GenesysError {
  override readonly name = 'GenesysAuthError';
}

/** A success whose body can't be read as JSON: cut off or garbled on the way, so worth asking again. */
export class GenesysUnreadableError extends GenesysError {
  override readonly name = 'GenesysUnreadableError';
}

/** A readable body of another shape than the contract's. Holds paths, never values: those may be personal. */
export class GenesysShapeError extends GenesysError {
  override readonly name = 'GenesysShapeError';
}

/** Something that Genesys makes ready by itself, later. */
export class GenesysNotYetError extends Error {
  override readonly name = 'GenesysNotYetError';

  constructor(
    message: string,
    /** When it is worth asking again. */
    readonly retryAfterMs: number,
  ) {
    super(message);
  }
}
