import type { WorkflowHandle } from '@temporalio/client';
import {
  progressQuery,
  type CsatProgress,
  type InsightsProgress,
  type Progress,
  type RedeliveryProgress,
  type SessionProgress,
} from '../workflows/messages.js';
import type { Terminal } from '../wiring/terminal.js';
import { outcomeOf, type Outcome } from './outcome.js';

const REFRESH_MS = 500;
/** A session may say the same for days: each look costs a worker's attention. */
const MAX_REFRESH_MS = 10_000;

/** Waits for a run and meanwhile shows how far it is. A query that fails shows nothing new: the run goes on without it. */
export async function follow(handle: WorkflowHandle, runId: string, terminal: Terminal): Promise<Outcome> {
  const stop = watch(handle, terminal);
  try {
    return await outcomeOf(handle, runId);
  } finally {
    stop();
    terminal.progress('');
  }
}

/** Looks often while something changes and ever less often while nothing does; answers with what ends it. */
function watch(handle: WorkflowHandle, terminal: Terminal): () => void {
  let shown = '';
  let delayMs = REFRESH_MS;
  let stopped = false;
  const look = async () => {
    const line = await handle.query<AnyProgress>(progressQuery.name).then(progressLine, () => shown);
    if (stopped) return;
    delayMs = line === shown ? Math.min(2 * delayMs, MAX_REFRESH_MS) : REFRESH_MS;
    shown = line;
    terminal.progress(line);
    timer = setTimeout(() => void look(), delayMs);
  };
  let timer = setTimeout(() => void look(), delayMs);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

type AnyProgress = Progress | CsatProgress | InsightsProgress | SessionProgress | RedeliveryProgress;

/** One line, whichever process it is of; nothing of what a customer said. */
export function progressLine(progress: AnyProgress): string {
  if ('slices' in progress) return sentimentLine(progress);
  if ('lists' in progress) return csatLine(progress);
  if ('wanted' in progress) return redeliveryLine(progress);
  return 'insights' in progress ? insightsLine(progress) : sessionLine(progress);
}

const insightsLine = ({ stage, total, conversations, pages, insights }: InsightsProgress): string =>
  total === null
    ? stage
    : `${stage}: ${conversations} of ${total} conversations, ${pages} pages, ${insights.toLocaleString('en')} insights`;

const redeliveryLine = ({ stage, wanted, delivered, failed }: RedeliveryProgress): string =>
  wanted === null ? stage : `${stage}: ${delivered} of ${wanted} delivered, ${failed} failed again`;

function csatLine({ stage, lists, listsRead, rows, coverage, rounds, nextReadAt }: CsatProgress): string {
  if (lists === 0) return stage;
  const answered = coverage ? `, ${coverage.answered} of ${coverage.conversations} answered` : '';
  if (nextReadAt !== null) return `${stage} until ${nextReadAt}, reading ${rounds} done${answered}`;
  return `${stage}: ${listsRead} of ${lists} lists, ${rows.toLocaleString('en')} rows${answered}`;
}

const sentimentLine = ({ stage, slices, slicesRead, pages, conversations }: Progress): string =>
  slices === 0
    ? stage
    : `${stage}: ${slicesRead} of ${slices} slices, ${pages} pages, ${conversations.toLocaleString('en')} conversations`;

function sessionLine({ stage, turns, reasons, lastActivityAt }: SessionProgress): string {
  if (lastActivityAt === null) return stage;
  const person = reasons.length > 0 ? `, a person takes over (${reasons.join(', ')})` : '';
  return `${stage}: ${turns} ${turns === 1 ? 'turn' : 'turns'}, last activity ${lastActivityAt}${person}`;
}
