import { createHash } from 'node:crypto';

const FIRST_PORT = 20_000;
const PORT_COUNT = 12_000;

export type LockAddress = { readonly dataDirHash: string; readonly port: number };

/**
 * Where the lock of a data directory lives: a loopback port between 20000 and 31999, below the range from which
 * kernels lend ports to outgoing connections. `realDataDir` must have its links resolved: two names for one
 * directory have to meet at one port.
 */
export const lockAddressOf = (realDataDir: string): LockAddress => {
  const digest = createHash('sha256').update(realDataDir).digest();
  return {
    dataDirHash: digest.toString('hex').slice(0, 32),
    port: FIRST_PORT + (digest.readUInt32BE(0) % PORT_COUNT),
  };
};
