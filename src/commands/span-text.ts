const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const two = (count: number): string => String(Math.floor(count)).padStart(2, '0');

/** A length of time in at most seven characters: `42s`, `12m`, `5h 03m`, `2d 04h`, `120d`; never more than it is. */
export function spanText(spanMs: number): string {
  const ms = Math.max(0, spanMs);
  if (ms < MINUTE_MS) return `${Math.floor(ms / SECOND_MS)}s`;
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)}m`;
  if (ms < DAY_MS) return `${Math.floor(ms / HOUR_MS)}h ${two((ms % HOUR_MS) / MINUTE_MS)}m`;
  const days = Math.floor(ms / DAY_MS);
  return days < 100 ? `${days}d ${two((ms % DAY_MS) / HOUR_MS)}h` : `${days}d`;
}
