import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createRefusals, type Refusals } from './support/refusals.js';

/** The command line, and what standard error has to name. */
const REFUSED: [name: string, args: string[], named: string][] = [
  ['no command', [], 'Commands:'],
  ['an unknown command', ['strat', 'sentiment'], "'strat'"],
  ['an unknown option', ['start', 'sentiment', '--dryrun'], "'--dryrun'"],
  ['a start without a process', ['start'], "'process'"],
  ['a turn without a text', ['turn', 'order-1'], '--text'],
  ['a handoff of nothing', ['handoff', '--queue', 'people'], "'session'"],
  ['an unknown format', ['export', 'a-run', '--format', 'xml'], '--format'],
  ['deliveries of which nothing is said', ['deliveries'], '--failed: is required'],
  ['a retry at an unknown sink', ['deliveries', 'retry', '--sink', 'mail'], '--sink'],
  ['a purge of nothing', ['purge'], '--before: is required (or --conversation)'],
  ['a purge of everything to come', ['purge', '--before', '2999-01-01'], '--before: lies in the future'],
  ['a purge of a key', ['purge', '--conversation', 'order-1'], '--conversation: must be a UUID'],
  ['a head that is none', ['audit', 'verify', '--head', '12'], '--head: must be count:hash'],
];

// Each of these starts programs, several at a time, on machines that may have other work.
vi.setConfig({ testTimeout: 90_000 });

describe('the command line', () => {
  let refusals: Refusals;
  beforeAll(async () => {
    refusals = await createRefusals();
  });
  afterAll(() => refusals.close());

  it.concurrent.each(REFUSED)('refuses %s with exit code 2, calling nothing', async (_, args, named) => {
    const { exitCode, stdout, stderr } = await refusals.run(args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(named);
    refusals.expectNothingCalled();
  });
});
