import { lstat, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The port in the name of the socket, as PostgreSQL counts it; nothing listens on this port number. */
export const SOCKET_PORT = 5432;

/** `sun_path` holds 107 bytes on Linux and 103 on macOS. */
const LONGEST_SOCKET_PATH_BYTES = 103;

export const socketPathIn = (directory: string): string => join(directory, `.s.PGSQL.${SOCKET_PORT}`);

/**
 * The directory of the Unix socket (what `psql -h` wants): the data directory, or a private one among the temporary files when the path
 * would be too long for a socket. A name there can be guessed, so one that is not ours alone is refused.
 */
export const prepareSocketDirectory = async (realDataDir: string, dataDirHash: string): Promise<string> => {
  if (Buffer.byteLength(socketPathIn(realDataDir)) <= LONGEST_SOCKET_PATH_BYTES) return realDataDir;
  const directory = join(tmpdir(), `durable-genesys-${dataDirHash}`);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const found = await lstat(directory);
  const isPrivate = found.isDirectory() && (found.mode & 0o077) === 0 && found.uid === process.getuid?.();
  if (!isPrivate)
    throw new Error(`${directory} belongs to somebody else; remove it or choose a shorter DATA_DIR`);
  return directory;
};
