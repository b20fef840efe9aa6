/** A sink could not take everything now. What it took is recorded; the next attempt sends the rest. */
export class DeliveriesPendingError extends Error {
  override readonly name = 'DeliveriesPendingError';

  constructor(
    readonly sink: string,
    { pending, reason, retryAfterMs }: { pending: number; reason: string; retryAfterMs: number | null },
  ) {
    super(`${sink}: ${pending} deliveries wait for another attempt, ${reason}`);
    this.retryAfterMs = retryAfterMs;
  }

  readonly retryAfterMs: number | null;
}
