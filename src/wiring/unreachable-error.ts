/** Something that this program needs does not answer. The message names it, its address, and what to do. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}
