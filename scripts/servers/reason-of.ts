/** One line that says why: the innermost cause, because `fetch` hides it behind "fetch failed". */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return reasonOf(error.cause);
  return error.message.split('\n')[0] ?? error.name;
}
