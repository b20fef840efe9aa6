/** A model of speech analytics that is there, and finds nothing any more or yet. */
export class ModelNotDeployedError extends Error {
  override readonly name = 'ModelNotDeployedError';
}
