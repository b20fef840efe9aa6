/**
 * Why something that was to be sent was not: there is nowhere to send it, the other side knows it already, something newer was said
 * since, or its body was erased.
 */
export type SkipReason = 'noSink' | 'unchanged' | 'superseded' | 'purged';

export type DeliveryOutcome = {
  readonly delivered: number;
  readonly failed: number;
  readonly skipped: number;
  readonly skippedBecause: Readonly<Partial<Record<SkipReason, number>>>;
};

export function deliveryOutcome(
  { delivered, failed }: Pick<DeliveryOutcome, 'delivered' | 'failed'>,
  skipped: DeliveryOutcome['skippedBecause'],
): DeliveryOutcome {
  const reasons = Object.entries(skipped).filter(([, count]) => count > 0);
  return {
    delivered,
    failed,
    skipped: reasons.reduce((sum, [, count]) => sum + count, 0),
    skippedBecause: Object.fromEntries(reasons),
  };
}
