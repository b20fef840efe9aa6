import { cancellationSignal } from '@temporalio/activity';

const LANES = 16;

/** Does something for each, several side by side, until the activity is cancelled. */
export async function eachAbreast<T>(items: readonly T[], act: (item: T) => Promise<unknown>): Promise<void> {
  const queue = [...items];
  const lane = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      cancellationSignal().throwIfAborted();
      await act(item);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
