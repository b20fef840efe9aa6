import { parseArgs } from 'node:util';
import { audit } from './audit.js';
import { bulk } from './bulk.js';
import { csat } from './csat.js';
import { insights } from './insights.js';
import { pace } from './pace.js';
import { pii } from './pii.js';
import { holds, table, type Bench } from './report.js';
import { sentiment } from './sentiment.js';
import { sessions } from './sessions.js';

const BENCHES: Record<string, Bench> = { sentiment, insights, csat, bulk, pace, audit, sessions, pii };

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    assert: { type: 'boolean', default: false },
    workers: { type: 'string', default: '1' },
    sessions: { type: 'string', default: '2000' },
  },
});
const [name = ''] = positionals;
const bench = BENCHES[name];
const [workers, sessionCount] = [Number(flags.workers), Number(flags.sessions)];

if (!bench || ![workers, sessionCount].every((count) => Number.isInteger(count) && count > 0)) {
  process.stderr.write(
    `usage: npm run bench -- ${Object.keys(BENCHES).join('|')} [--assert] [--workers N] [--sessions N]\n`,
  );
  process.exitCode = 2;
} else {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const figures = await bench({ workers, sessions: sessionCount, say });
  const failed = figures.filter((figure) => !holds(figure)).map((figure) => figure.name);
  process.stdout.write(`${table(figures)}\n`);
  const values = Object.fromEntries(figures.map((figure) => [figure.name, figure.value]));
  process.stdout.write(
    `${JSON.stringify({ bench: name, ok: failed.length === 0, failed, figures: values })}\n`,
  );
  if (flags.assert && failed.length > 0) process.exitCode = 1;
}
