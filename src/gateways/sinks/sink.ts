/** A JSON effect on another system. The key is the same on every attempt, so the other side can tell a repetition. */
export type Delivery = { readonly key: string; readonly body: string };

/**
 * How one attempt ended. `refused` is final: the other side has seen this body and does not want it. `unavailable` may be
 * tried again, with the same key, because the first try may or may not have arrived.
 */
export type Receipt =
  | { readonly outcome: 'delivered'; readonly receipt: string }
  | { readonly outcome: 'refused'; readonly reason: string }
  | { readonly outcome: 'unavailable'; readonly reason: string; readonly retryAfterMs: number | null };

/** Somewhere that deliveries go: the coaching platform, the CRM, or a file in their place. */
export type Sink = {
  send(delivery: Delivery, options?: { signal?: AbortSignal }): Promise<Receipt>;
  /** Whether the sink can be reached, without delivering anything: a sentence for `doctor`. Throws with the reason if not. */
  probe(): Promise<string>;
};
