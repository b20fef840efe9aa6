import { ensureLocalKey } from '../src/store/local/local-key.js';
import { freePort } from './servers/free-port.js';

export type LocalCodec = {
  /** Where the Temporal UI has payloads decoded, once a worker runs. */
  readonly endpoint: string;
  /** What that worker, and every client, needs: the key, and whom the codec server may answer. */
  readonly environmentFor: (uiUrl: string) => NodeJS.ProcessEnv;
};

type Options = { readonly environment: NodeJS.ProcessEnv; readonly dataDir: string };

/** A key of the local world, unless there are keys already, and a place for the codec server that its UI asks. */
export async function createLocalCodec({ environment, dataDir }: Options): Promise<LocalCodec> {
  const keys = environment.PAYLOAD_KEYS || (await localPayloadKey(dataDir));
  const port = environment.CODEC_PORT || String(await freePort());
  return {
    endpoint: `http://127.0.0.1:${port}`,
    environmentFor: (uiUrl) => ({
      PAYLOAD_KEYS: keys,
      CODEC_PORT: port,
      CODEC_HOST: '127.0.0.1',
      CODEC_TOKEN: '',
      // To a browser these two names of one machine are two sites.
      CODEC_ORIGIN: `${uiUrl},${uiUrl.replace('127.0.0.1', 'localhost')}`,
    }),
  };
}

async function localPayloadKey(dataDir: string): Promise<string> {
  const hex = (await ensureLocalKey(dataDir, 'payload')).reveal();
  return `local:${Buffer.from(hex, 'hex').toString('base64')}`;
}
