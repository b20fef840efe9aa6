import { createHmac } from 'node:crypto';
import { invalidFields } from './genesys-error.js';

export type SealedPositions = {
  /** `scope` is the text of what the token is good for. */
  tokenFor(scope: string, position: number): string;
  /** Throws GenesysError 400 for a token that was given for another scope, or never. */
  positionIn(scope: string, token: string): number;
};

const POSITION_BYTES = 4;
const SEAL_BYTES = 12;

/**
 * Tokens carry their position and a seal over it and the query. Nothing is remembered, so a client can go on with its
 * token after the simulator was restarted with the same key.
 */
export function createSealedPositions(key: string): SealedPositions {
  function tokenFor(scope: string, position: number): string {
    const sealed = JSON.stringify([position, scope]);
    const seal = createHmac('sha256', key).update(sealed).digest().subarray(0, SEAL_BYTES);
    const head = Buffer.alloc(POSITION_BYTES);
    head.writeUInt32BE(position);
    return Buffer.concat([head, seal]).toString('base64url');
  }

  function positionIn(scope: string, token: string): number {
    const bytes = Buffer.from(token, 'base64url');
    if (bytes.length === POSITION_BYTES + SEAL_BYTES) {
      const position = bytes.readUInt32BE();
      if (tokenFor(scope, position) === token) return position;
    }
    throw invalidFields({
      errorCode: 'invalid.value',
      fieldName: 'nextPageToken',
      message: 'nextPageToken does not belong to this query.',
    });
  }

  return { tokenFor, positionIn };
}
