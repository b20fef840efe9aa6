import type { Config } from '../config.js';
import type { Store } from '../store/index.js';
import type { TemporalClient } from '../wiring/connect-temporal.js';
import { createTerminal } from '../wiring/terminal.js';
import type { CommandContext } from './context.js';

/** Connections that a command asked for, made once and closed at the end. */
export function createContext(config: Config): CommandContext & { close(): Promise<void> } {
  const terminal = createTerminal();
  let temporal: Promise<TemporalClient> | null = null;
  let store: Promise<Store> | null = null;
  return {
    config,
    terminal,
    now: () => new Date(),
    temporal: () =>
      (temporal ??= import('../wiring/connect-temporal.js').then((wiring) => wiring.connectTemporal(config))),
    store: ({ olderSchema } = { olderSchema: 'refuse' }) =>
      (store ??= import('../wiring/open-store.js')
        .then(({ openStore }) => openStore(config, { say: terminal.note, olderSchema }))
        .then((opened) => opened.store)),
    async close() {
      await temporal?.then(({ connection }) => connection.close()).catch(() => undefined);
      await store?.then((opened) => opened.close()).catch(() => undefined);
    },
  };
}
