import type { Payload } from '@temporalio/common';
import { metadataFromJson, metadataToJson } from './payload-json.js';

const LENGTH_BYTES = 4;

/** A whole payload as bytes: the metadata too, because it tells what the data is. */
export function packPayload({ metadata, data }: Payload): Buffer {
  const head = Buffer.from(JSON.stringify(metadataToJson(metadata)));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(head.length);
  return Buffer.concat([length, head, data ?? new Uint8Array()]);
}

/** The inverse. What it is given was authenticated, so it is what `packPayload` made. */
export function unpackPayload(bytes: Buffer): Payload {
  const end = LENGTH_BYTES + bytes.readUInt32BE();
  const head = JSON.parse(bytes.toString('utf8', LENGTH_BYTES, end)) as Record<string, string>;
  return { metadata: metadataFromJson(head), data: bytes.subarray(end) };
}
