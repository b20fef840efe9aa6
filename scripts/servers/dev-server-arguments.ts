import { join } from 'node:path';

export type DevServerArguments = {
  dataDir: string;
  port: number;
  /** Null: no web UI. */
  uiPort: number | null;
  /** Where the web UI has payloads decoded. Absent: nowhere. */
  codecEndpoint?: string | undefined;
};

const dynamicConfig = {
  // With the default of 20 polls a second the one history shard makes every step of a workflow wait for its turn.
  'history.transferProcessorMaxPollRPS': 2000,
  'history.timerProcessorMaxPollRPS': 2000,
  'history.visibilityProcessorMaxPollRPS': 2000,
  // A task-queue rate is divided among the partitions, and what an idle one does not use is lost.
  'matching.numTaskqueueReadPartitions': 1,
  'matching.numTaskqueueWritePartitions': 1,
  // As the SDK starts its own local server.
  'frontend.enableServerVersionCheck': false,
  'frontend.enableUpdateWorkflowExecution': true,
  'frontend.enableUpdateWorkflowExecutionAsyncAccepted': true,
};

export const databaseFile = (dataDir: string) => join(dataDir, 'temporal.db');

const repeated = (flag: string, pairs: Record<string, unknown>) =>
  Object.entries(pairs).flatMap(([name, value]) => [flag, `${name}=${String(value)}`]);

/** The command line of `temporal` for a local server whose database survives a kill. */
export function devServerArguments({ dataDir, port, uiPort, codecEndpoint }: DevServerArguments): string[] {
  return [
    'server',
    'start-dev',
    ...['--ip', '127.0.0.1', '--port', String(port)],
    ...(uiPort === null ? ['--headless'] : ['--ui-port', String(uiPort)]),
    ...(codecEndpoint === undefined ? [] : ['--ui-codec-endpoint', codecEndpoint]),
    ...['--log-level', 'error'],
    ...['--db-filename', databaseFile(dataDir)],
    ...repeated('--sqlite-pragma', { journal_mode: 'wal', synchronous: 1 }),
    ...repeated('--dynamic-config-value', dynamicConfig),
  ];
}
