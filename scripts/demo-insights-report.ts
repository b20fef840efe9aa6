import type { InsightsResult } from '../src/contracts/sync-insights.js';
import { closingRows, count, demoTable } from './demo-table.js';

/** What the other side saw, which knows nothing of our code. */
export type CrmWitness = {
  readonly updates: number;
  readonly insights: number;
  /** Updates that came more than once. */
  readonly repeated: number;
  /** Personal values that were put into the insights, and of which kinds those are that are in an update all the same. */
  readonly planted: number;
  readonly leakedKinds: readonly string[];
};

type Seen = {
  readonly result: InsightsResult;
  readonly crm: CrmWitness;
  readonly tookMs: number;
  readonly auditIsIntact: boolean;
};

export function insightsTable({ result, crm, ...around }: Seen): string {
  const { conversations, insights, heldBecause } = result;
  const { audit, took } = closingRows(result.auditHead, around);
  const reported = insights.reported === null ? 'an unknown number' : count(insights.reported);
  return demoTable([
    [
      'conversations',
      `${count(conversations.read)} of ${count(conversations.total)} read; ${unread(conversations)}`,
    ],
    ['insights', `${count(insights.fetched)} of ${reported} reported, in ${count(result.pages)} pages`],
    ['passed', count(insights.passed)],
    ['masked', `${count(insights.redacted)} in which personal data was found`],
    ['held back', insights.held === 0 ? 'none' : `${count(insights.held)}: ${numbered(heldBecause)}`],
    ['left out', `${insights.malformed} malformed, ${insights.foreign} of another conversation`],
    ['lost', lost(result)],
    [
      'CRM',
      `${count(crm.updates)} updates with ${count(crm.insights)} insights, ${crm.repeated === 0 ? 'each once' : `${crm.repeated} TWICE`}`,
    ],
    ['personal data', leaks(crm)],
    audit,
    [
      'complete',
      result.complete ? 'yes: every reported insight was read' : `no: ${result.incompleteBecause.join(', ')}`,
    ],
    took,
  ]);
}

const unread = ({ forbidden, notFound, unexpectedResponse }: InsightsResult['conversations']): string =>
  `${forbidden} forbidden, ${notFound} not found, ${unexpectedResponse} unreadable`;

/** The most frequent first. */
const numbered = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .sort(([, one], [, other]) => other - one)
    .map(([name, number]) => `${number} ${name}`)
    .join(', ');

function leaks({ planted, leakedKinds }: CrmWitness): string {
  const kinds = leakedKinds.length === 0 ? '' : `: ${[...new Set(leakedKinds)].join(', ')}`;
  return `${leakedKinds.length} of ${count(planted)} planted values reached the CRM${kinds}`;
}

/** Whatever was reported must be somewhere above. */
function lost({ insights, crm }: InsightsResult): string {
  const { reported, passed, redacted, held, malformed, foreign } = insights;
  const parts = [passed, redacted, held, malformed, foreign];
  if (reported === null) return 'not known: Genesys did not tell how many there are';
  const missing = reported - parts.reduce((sum, part) => sum + part, 0);
  if (missing !== 0) return `${missing} OF ${count(reported)}`;
  const undelivered = crm.failed === 0 ? '' : `; ${crm.failed} NOT DELIVERED`;
  return `nothing of what was reported: ${count(reported)} = ${parts.map(count).join(' + ')}${undelivered}`;
}
