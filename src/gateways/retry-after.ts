/** Longer waits than this are cut: Genesys counts by the minute, so a longer one is a mistake or a broken clock. */
export const MAX_RETRY_AFTER_MS = 10 * 60_000;

type Headers = Readonly<Record<string, string | string[] | undefined>>;

type Refusal = { readonly status: number; readonly headers: Headers; readonly message: string | null };

/**
 * How long the other side asks to wait, in milliseconds: `Retry-After` in seconds or as an HTTP date; for a 429 else
 * `inin-ratelimit-reset` (seconds), else the number in the message "Retry the request in [n] seconds". Null when nothing usable
 * is said. Source: developer.genesys.cloud, "Normalized Platform API 429 responses", 2021-11-10; headers: developer blog,
 * 2021-05-06.
 */
export function retryAfterMs({ status, headers, message }: Refusal, nowMs: number): number | null {
  const asked = fromSecondsOrDate(single(headers['retry-after']), nowMs);
  // The reset header comes with every answer: on an outage it says nothing about when the outage ends.
  const waitMs = asked ?? (status === 429 ? untilReset(headers, message) : null);
  return waitMs === null ? null : Math.min(waitMs, MAX_RETRY_AFTER_MS);
}

const untilReset = (headers: Headers, message: string | null): number | null =>
  fromSeconds(single(headers['inin-ratelimit-reset'])) ??
  fromSeconds(message?.match(/Retry the request in \[(\d+)\] seconds/)?.[1]);

const single = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header);

function fromSeconds(text: string | undefined): number | null {
  return text !== undefined && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Math.ceil(Number(text) * 1000) : null;
}

function fromSecondsOrDate(text: string | undefined, nowMs: number): number | null {
  const seconds = fromSeconds(text);
  if (seconds !== null || text === undefined) return seconds;
  // Only the date form that HTTP allows: Date.parse alone would read "-5" as a year.
  const at = /^[A-Z][a-z]{2}, .* GMT$/.test(text.trim()) ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}
