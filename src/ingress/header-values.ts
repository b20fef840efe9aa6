/**
 * Every value of a header as it was sent: `request.headers` joins repeated ones, or keeps the first, and so hides that a proxy
 * and this server may have looked at different ones.
 */
export function headerValues(rawHeaders: readonly string[], name: string): string[] {
  return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name);
}
