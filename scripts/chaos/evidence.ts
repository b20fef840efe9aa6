/** Everything that a run leaves behind and that a kill must not change. */
export type Evidence = {
  /** How Temporal says that it ended. */
  readonly status: string;
  readonly result: unknown;
  /** The same two as the store keeps them. */
  readonly storedStatus: string;
  readonly storedResult: unknown;
  readonly rows: ReadonlyMap<string, unknown>;
  readonly effects: ReadonlyMap<string, unknown>;
  /** How often each entry stands in the audit, by its text without time and hashes. */
  readonly audit: ReadonlyMap<string, unknown>;
  /** What `audit verify` complains of. */
  readonly auditFindings: readonly string[];
  /** Deliveries that were begun and whose end nobody knows. */
  readonly unconfirmed: number;
};
