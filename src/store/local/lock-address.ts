import { createHash } from 'node:crypto';

const FIRST_PORT = 20_000;
const PORT_COUNT = 12_000;
const CANDIDATES = 3;

export type LockAddress = { readonly dataDirHash: string; readonly ports: readonly number[] };

/**
 * Where the lock of a data directory lives: the first of three loopback ports that no other program holds, between 20000 and
 * 31999, below the range from which kernels lend ports to outgoing connections. `realDataDir` must have its links resolved: two
 * names for one directory have to meet at the same ports.
 */
export const lockAddressOf = (realDataDir: string): LockAddress => {
  const digest = createHash('sha256').update(realDataDir).digest();
  const portAt = (index: number): number => FIRST_PORT + (digest.readUInt32BE(4 * index) % PORT_COUNT);
  return {
    dataDirHash: digest.toString('hex').slice(0, 32),
    ports: [...new Set(Array.from({ length: CANDIDATES }, (_, index) => portAt(index)))],
  };
};
