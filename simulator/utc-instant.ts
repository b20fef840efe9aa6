const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/;

/** Epoch milliseconds of an ISO date in UTC with at least seconds, or null for anything else (30 February too). */
export function parseUtcInstant(text: unknown): number | null {
  if (typeof text !== 'string' || !FORM.test(text)) return null;
  const instantMs = Date.parse(text);
  if (Number.isNaN(instantMs)) return null;
  // Date.parse moves 30 February to March in silence; only the way back shows it.
  return new Date(instantMs).toISOString().slice(0, 19) === text.slice(0, 19) ? instantMs : null;
}
