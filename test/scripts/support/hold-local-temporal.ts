import { startLocalTemporal } from '../../../scripts/local-temporal.js';

// A process of its own for the tests that kill it: it starts a server, prints where, and stays.
const [dataDir = '', cli = '', keep = ''] = process.argv.slice(2);
const { address, pid } = await startLocalTemporal({
  dataDir,
  cli,
  headless: true,
  keep: keep === 'keep',
  searchAttributes: {},
});
process.stdout.write(`${JSON.stringify({ address, pid })}\n`);
process.stdin.resume();
