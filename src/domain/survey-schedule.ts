import { MS_PER_DAY } from './interval.js';

const MS_PER_HOUR = 3_600_000;

/** Half of the answers come within hours, so the first waits are short; the last invitations end after 90 days. */
const FIRST_WAITS_HOURS = [1, 2, 4, 8, 16];

/** How long to wait after the `round`-th reading, the first being 1, before surveys are asked for again; never beyond `untilMs`. */
export function waitForSurveysMs({
  round,
  nowMs,
  untilMs,
}: {
  round: number;
  nowMs: number;
  untilMs: number;
}): number {
  const hours = FIRST_WAITS_HOURS[round - 1];
  const waitMs = hours === undefined ? MS_PER_DAY : hours * MS_PER_HOUR;
  return Math.max(0, Math.min(waitMs, untilMs - nowMs));
}
