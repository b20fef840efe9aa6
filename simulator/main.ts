import { Command, InvalidArgumentError } from 'commander';
import { MEDIA_TYPES, type MediaType } from './conversations.js';
import { createSimulator, type Simulator } from './simulator.js';
import { MODEL_IDS } from './speech/models.js';

type Flags = {
  port: number;
  seed: number;
  conversations: number;
  days: number;
  media?: MediaType;
  now?: string;
  data?: string;
};

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('A whole number is needed.');
  return Number(text);
}

function mediaType(text: string): MediaType {
  const known = MEDIA_TYPES.find((type) => type === text);
  if (known) return known;
  throw new InvalidArgumentError(`It is one of ${MEDIA_TYPES.join(', ')}.`);
}

function readFlags(): Flags {
  return new Command('simulator')
    .description('An offline Genesys Cloud with a coaching platform and a CRM')
    .option('--port <number>', 'port on the loopback interface, 0 for any', wholeNumber, 8089)
    .option('--seed <number>', 'the same seed gives the same organisation', wholeNumber, 1)
    .option('--conversations <number>', 'how many conversations the organisation has had', wholeNumber, 5000)
    .option('--days <number>', 'over how many whole UTC days they are spread', wholeNumber, 7)
    .option('--media <type>', `one of ${MEDIA_TYPES.join(', ')}; all of them by default`, mediaType)
    .option('--now <iso>', 'where the clock starts (default: the real time)')
    .option(
      '--data <directory>',
      'keep sinks, live conversations, webhooks and settings there, over restarts',
    )
    .parse()
    .opts<Flags>();
}

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function greeting({ url, credentials, organisation, clock }: Simulator): string {
  const { conversations, agentIds, queues, period, seed } = organisation;
  const count = (value: number): string => value.toLocaleString('en-US');
  const rows = [
    ['Simulator', url],
    [
      'Organisation',
      `${count(conversations.size)} conversations, ${count(agentIds.length)} agents, ${count(queues.length)} queues`,
    ],
    ['Period', `${period.from} to ${period.to}`],
    ['Clock, seed', `${clock.now()}, ${String(seed)}`],
    ['Speech model', MODEL_IDS.deployed],
    ['Environment', `GENESYS_BASE_URL=${url}`],
    ['', `GENESYS_CLIENT_ID=${shellQuoted(credentials.clientId)}`],
    ['', `GENESYS_CLIENT_SECRET=${shellQuoted(credentials.clientSecret)}`],
    ['', `COACHING_URL=${url}/sinks/coaching`],
    ['', `CRM_URL=${url}/sinks/crm`],
  ];
  return rows.map(([label = '', value = '']) => `${label.padEnd(14)}${value}\n`).join('');
}

async function run(): Promise<void> {
  // A clock that was given its start runs on from there: whoever starts a server by hand expects time to pass.
  const { data: dataDir, media, ...flags } = readFlags();
  const mediaTypes = media && [media];
  const simulator = await createSimulator({ ...flags, dataDir, mediaTypes, realTime: true });
  process.stdout.write(greeting(simulator));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close());
}

run().catch((error: unknown) => {
  process.stderr.write(`simulator: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
