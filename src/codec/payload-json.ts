import type { Payload } from '@temporalio/common';

/** A payload as Protobuf's JSON writes it, which the Temporal UI and its CLI send and expect: bytes are base64. */
export type PayloadJson = { readonly metadata?: Readonly<Record<string, string>>; readonly data?: string };

export const payloadToJson = ({ metadata, data }: Payload): PayloadJson => ({
  metadata: metadataToJson(metadata),
  data: base64Of(data),
});

export const payloadFromJson = ({ metadata = {}, data = '' }: PayloadJson): Payload => ({
  metadata: metadataFromJson(metadata),
  data: Buffer.from(data, 'base64'),
});

export const metadataToJson = (metadata: Payload['metadata']): Record<string, string> =>
  Object.fromEntries(Object.entries(metadata ?? {}).map(([name, value]) => [name, base64Of(value)]));

export const metadataFromJson = (metadata: Readonly<Record<string, string>>): Record<string, Uint8Array> =>
  Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, Buffer.from(value, 'base64')]));

const base64Of = (bytes: Uint8Array | null | undefined): string =>
  Buffer.from(bytes ?? new Uint8Array()).toString('base64');
