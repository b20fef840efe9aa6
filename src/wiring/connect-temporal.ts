import { Client, Connection } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { createPayloadCodec } from '../codec/payload-codec.js';
import type { Config } from '../config.js';
import { UnreachableError } from './unreachable-error.js';

const CONNECT_TIMEOUT_MS = 5_000;

export type TemporalAddress = ReturnType<typeof temporalAddress>;

/** Connection options and namespace from Temporal's own variables and its configuration file, as its CLI reads them. */
export function temporalAddress({ temporal }: Pick<Config, 'temporal'>) {
  const { connectionOptions, namespace } = loadClientConnectConfig({ overrideEnvVars: { ...temporal } });
  const address = connectionOptions.address ?? 'localhost:7233';
  return { connectionOptions: { ...connectionOptions, address }, namespace: namespace ?? 'default', address };
}

/** One for every client and worker: what one of them writes, all of them must read. */
export const dataConverterOf = ({ payloadKeys }: Pick<Config, 'payloadKeys'>): DataConverter => ({
  payloadCodecs: [createPayloadCodec(payloadKeys)],
});

export type TemporalClient = {
  readonly client: Client;
  readonly connection: Connection;
  readonly address: string;
  readonly namespace: string;
};

/** @throws {UnreachableError} naming the address, within seconds */
export async function connectTemporal(
  config: Pick<Config, 'temporal' | 'payloadKeys'>,
): Promise<TemporalClient> {
  const { connectionOptions, namespace, address } = temporalAddress(config);
  const connection = await Connection.connect({
    ...connectionOptions,
    connectTimeout: CONNECT_TIMEOUT_MS,
  }).catch((error: unknown) => {
    throw temporalUnreachable(address, error);
  });
  const client = new Client({ connection, namespace, dataConverter: dataConverterOf(config) });
  return { client, connection, address, namespace };
}

export function temporalUnreachable(address: string, error: unknown): UnreachableError {
  const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
  return new UnreachableError(
    `Temporal does not answer at ${address} (${reason}); start it, or set TEMPORAL_ADDRESS. \`npm run dev\` brings one.`,
  );
}
