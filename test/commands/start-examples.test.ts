import { describe, expect, it } from 'vitest';
import { START_EXAMPLES } from '../../src/commands/start-examples.js';
import { PROCESSES } from '../../src/domain/names.js';
import { acceptStart } from '../../src/launch/accept-start.js';

describe('the examples of `start --help`', () => {
  it.each(PROCESSES)('are accepted as they stand: %s', (process) => {
    const input: unknown = JSON.parse(START_EXAMPLES[process].join(''));
    expect(acceptStart(process, input, '2026-11-21T10:00:00.000Z')).toMatchObject({ process });
  });

  it('fit a line behind the name of their process', () => {
    const lengths = Object.values(START_EXAMPLES).flatMap((lines) => lines.map((line) => line.length));
    expect(Math.max(...lengths)).toBeLessThanOrEqual(80 - 13);
  });
});
