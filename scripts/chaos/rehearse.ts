import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { differencesOf } from './differences.js';
import { planKills, type Misfortune } from './kill-plan.js';
import type { Laboratory } from './laboratory.js';
import { performRun, type ChaosRun } from './chaos-run.js';
import type { TableRow } from './run-table.js';

type Options = {
  readonly laboratory: Laboratory;
  readonly seed: number;
  readonly runs: number;
  readonly conversations: number;
  readonly onRow: (row: TableRow) => void;
  /** No further run is begun after this. */
  readonly signal: AbortSignal;
};

const UNDISTURBED: Misfortune = { kill: null, trouble: null };

/**
 * The undisturbed run, then the disturbed ones, each compared with it. A disturbed run that fails is a row like any other.
 * @throws when the undisturbed run is nothing to compare with
 */
export async function rehearse({
  laboratory,
  seed,
  runs,
  conversations,
  onRow,
  signal,
}: Options): Promise<TableRow[]> {
  const undisturbed = await performRun(laboratory, 'undisturbed', UNDISTURBED);
  const { evidence } = undisturbed;
  const doubt =
    evidence.status === 'completed'
      ? laboratory.subject.doubtAbout(evidence, conversations)
      : `it ${evidence.status}: ${JSON.stringify(evidence.result)}`;
  const ownFaults = differencesOf(evidence, evidence);
  if (doubt !== null || ownFaults.length > 0) {
    throw new Error(`the undisturbed run is nothing to compare with: ${doubt ?? ownFaults.join('; ')}`);
  }
  const rows: TableRow[] = [];
  const note = (row: TableRow) => {
    rows.push(row);
    onRow(row);
  };
  note(rowOf('undisturbed', UNDISTURBED, undisturbed, []));
  const misfortunes: Misfortune[] = [
    ...planKills({ seed, runs, totals: undisturbed.totals }).map((kill) => ({ kill, trouble: null })),
    ...Object.keys(laboratory.subject.troubles).map((trouble) => ({ kill: null, trouble })),
  ];
  for (const [index, misfortune] of misfortunes.entries()) {
    signal.throwIfAborted();
    note(await disturbedRow(laboratory, `run-${index + 1}`, misfortune, undisturbed));
  }
  return rows;
}

async function disturbedRow(
  laboratory: Laboratory,
  name: string,
  misfortune: Misfortune,
  undisturbed: ChaosRun,
): Promise<TableRow> {
  try {
    const run = await performRun(laboratory, name, misfortune);
    const differences = differencesOf(undisturbed.evidence, run.evidence);
    // Nobody will want to look into it, and thirty databases take a gigabyte.
    if (differences.length === 0)
      await rm(join(laboratory.directory, name), { recursive: true, force: true });
    return rowOf(name, misfortune, run, differences);
  } catch (error) {
    const differences = [error instanceof Error ? error.message : String(error)];
    return {
      name,
      ...misfortune,
      differences,
      durationMs: null,
      afterKillMs: null,
      longestStallMs: null,
      repeated: null,
    };
  }
}

const rowOf = (
  name: string,
  misfortune: Misfortune,
  { durationMs, afterKillMs, longestStallMs, repeated }: ChaosRun,
  differences: readonly string[],
): TableRow => ({ name, ...misfortune, durationMs, afterKillMs, longestStallMs, repeated, differences });
