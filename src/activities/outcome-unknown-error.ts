/** An effect may or may not have come about; who wants it has to look before it tries again. */
export class OutcomeUnknownError extends Error {
  override readonly name = 'OutcomeUnknownError';

  constructor() {
    super('an earlier attempt may have created the conversation');
  }
}
