import type { WorkflowHandle } from '@temporalio/client';

const NANOSECONDS_PER_MS = 1e6;

/** The longest time in which a run's history shows nothing new: how long it took until a death was noticed and made good. */
export async function longestStallMs(handle: WorkflowHandle): Promise<number> {
  const { events } = await handle.fetchHistory();
  const timesMs = (events ?? [])
    .map(
      ({ eventTime }) =>
        Number(eventTime?.seconds ?? 0) * 1000 + (eventTime?.nanos ?? 0) / NANOSECONDS_PER_MS,
    )
    .sort((a, b) => a - b);
  return timesMs.reduce(
    (longest, timeMs, index) => Math.max(longest, timeMs - (timesMs[index - 1] ?? timeMs)),
    0,
  );
}
