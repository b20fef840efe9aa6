import type { FrontendUnit } from './frontend-units.js';

/** The part of PGlite that a backend needs. */
export type Engine = {
  readonly execProtocolRawStream: (
    message: Uint8Array,
    options: { onRawData: (bytes: Uint8Array) => void },
  ) => Promise<void>;
  readonly isInTransaction: () => boolean;
};

export type BackendUnit = Exclude<FrontendUnit, { kind: 'encryption' | 'cancel' | 'terminate' }>;

/** One connection, as the backend sees it: where answers go, and how to be rid of it. */
export type BackendClient = {
  readonly send: (bytes: Buffer) => void;
  readonly refuse: (error: unknown) => void;
};

export type Backend = {
  readonly submit: (client: BackendClient, unit: BackendUnit) => void;
  readonly leave: (client: BackendClient) => void;
  /** After this the engine is not touched again. */
  readonly stop: () => void;
};

type BackendOptions = { readonly engine: Engine; readonly onBroken: (error: unknown) => void };

const nobody: BackendClient = { send: () => undefined, refuse: () => undefined };

const encodeQuery = (sql: string): Buffer => {
  const header = Buffer.from([0x51, 0, 0, 0, 0]);
  header.writeInt32BE(4 + sql.length + 1, 1);
  return Buffer.concat([header, Buffer.from(`${sql}\0`)]);
};

/** Sync stands in the middle because a backend that saw an error ignores everything before the next Sync. */
const abandonment: BackendUnit = {
  kind: 'messages',
  bytes: new Uint8Array(
    Buffer.concat([encodeQuery('ROLLBACK'), Buffer.from([0x53, 0, 0, 0, 4]), encodeQuery('ROLLBACK')]),
  ),
  endsCycle: true,
};

/**
 * Shares PGlite's single session among many connections. Whoever is inside a transaction or between two messages of one
 * extended query holds the session until that is over; everybody else waits in order of arrival. The socket server that comes
 * with PGlite hands over single messages, so that two clients overwrite each other's unnamed statement
 * (https://github.com/electric-sql/pglite/issues/1046): wrong rows, without an error.
 */
export const createBackend = ({ engine, onBroken }: BackendOptions): Backend => {
  const gone = new WeakSet<BackendClient>();
  let queue: { client: BackendClient; unit: BackendUnit }[] = [];
  let holder: BackendClient | null = null;
  let isRunning = false;
  let isStopped = false;

  const run = async (client: BackendClient, unit: BackendUnit): Promise<void> => {
    try {
      // The bytes are a window on PGlite's own memory, valid only during the call.
      await engine.execProtocolRawStream(unit.bytes, {
        onRawData: (bytes) => client.send(Buffer.from(bytes)),
      });
    } catch (error) {
      if (unit.kind === 'startup') client.refuse(error);
      else onBroken(error);
    }
    const isCycleOpen = unit.kind === 'messages' && !unit.endsCycle;
    holder = isCycleOpen || engine.isInTransaction() ? client : null;
  };

  const takeNext = (): { client: BackendClient; unit: BackendUnit } | undefined => {
    if (holder && gone.has(holder)) return { client: nobody, unit: abandonment };
    const index = holder ? queue.findIndex(({ client }) => client === holder) : 0;
    return index < 0 ? undefined : queue.splice(index, 1)[0];
  };

  const step = async (): Promise<void> => {
    const next = isStopped ? undefined : takeNext();
    isRunning = next !== undefined;
    if (!next) return;
    await run(next.client, next.unit);
    // Between two units the event loop gets its turn, or a busy client would keep sockets and signals waiting.
    setImmediate(() => void step());
  };

  const wake = (): void => {
    if (!isRunning) void step();
  };

  return {
    submit: (client, unit) => {
      queue.push({ client, unit });
      wake();
    },
    leave: (client) => {
      gone.add(client);
      queue = queue.filter((entry) => entry.client !== client);
      wake();
    },
    stop: () => {
      isStopped = true;
    },
  };
};
