import { parseArgs } from 'node:util';
import { readEnvironment, loadConfig } from '../src/config.js';
import { exitCodeOf, sentencesOf } from '../src/wiring/exit-code.js';
import { createTerminal } from '../src/wiring/terminal.js';
import { connectTemporal } from '../src/wiring/connect-temporal.js';
import { untilPolled } from './until-polled.js';
import { keepWorkerRunning } from './watched-worker.js';
import { registerWebhook } from './register-webhook.js';
import { startWorld } from './world.js';

/** Ports that stay the same from one day to the next, so that a terminal's variables and a browser's tab keep working. */
const PORTS = { temporal: 7233, ui: 8233, simulator: 8089 };

const { values: flags } = parseArgs({ options: { conversations: { type: 'string', default: '5000' } } });
const terminal = createTerminal();

async function keepUp(): Promise<void> {
  const environment = readEnvironment();
  const { dataDir } = loadConfig(environment);
  const world = await startWorld({
    environment,
    dataDir,
    conversations: Number(flags.conversations),
    ports: PORTS,
    say: terminal.note,
  });
  const told = [
    'TEMPORAL_ADDRESS',
    'DATA_DIR',
    'GENESYS_BASE_URL',
    'GENESYS_CLIENT_ID',
    'GENESYS_CLIENT_SECRET',
    'COACHING_URL',
    'COACHING_SECRET',
    'CRM_URL',
    'CRM_SECRET',
    'INGRESS_PORT',
    'INGRESS_PUBLIC_URL',
    'INGRESS_SECRETS',
    'PAYLOAD_KEYS',
  ];
  terminal.print(
    [
      '',
      ...(world.temporal?.uiUrl ? [`  Temporal UI  ${world.temporal.uiUrl}`] : []),
      '  for the client, in another terminal:',
      '',
    ].join('\n'),
  );
  for (const name of told) {
    const value = world.environment[name];
    if (value !== undefined) terminal.print(`    export ${name}='${value}'`);
  }
  terminal.print('\n  Ctrl-C ends everything; the local database follows within a minute.\n');
  const worker = keepWorkerRunning({ environment: world.environment, say: terminal.note });
  const config = loadConfig(world.environment);
  const temporal = await connectTemporal(config);
  void untilPolled(temporal)
    .then(() => registerWebhook(config, terminal.note))
    .then(
      () => terminal.print('  the worker is ready\n'),
      () => undefined,
    );
  await interrupted;
  await worker.stop();
  await temporal.connection.close();
  await world.stop();
}

const interrupted = new Promise<void>((resolve) => {
  process.once('SIGINT', resolve);
  process.once('SIGTERM', resolve);
});

try {
  await keepUp();
} catch (error) {
  terminal.note(sentencesOf(error).join('\n'));
  process.exitCode = exitCodeOf(error);
}
