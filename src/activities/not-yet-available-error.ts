/** Something that comes by itself, later. */
export class NotYetAvailableError extends Error {
  override readonly name = 'NotYetAvailableError';
}
