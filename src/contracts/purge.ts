import { z } from 'zod';
import { InvalidInputError } from '../domain/invalid-input.js';
import { toUtc } from '../domain/interval.js';
import type { PurgeScope } from '../domain/purge.js';
import { instant, parseInput } from './fields.js';

const MOMENT =
  'must be a date, such as 2026-11-20 (its start in UTC), or a date and time with an offset, such as 2026-11-20T00:00:00+01:00';

/** The names are the options' of the command line, which is the only one to ask. */
const schema = z
  .strictObject({
    '--before': z.union([z.iso.date(), instant], { error: MOMENT }).optional(),
    '--conversation': z.uuid({ error: 'must be a UUID' }).toLowerCase().optional(),
  })
  .superRefine((options, context) => {
    const given = Object.values(options).filter((value) => value !== undefined).length;
    if (given === 1) return;
    const message =
      given === 0 ? 'is required (or --conversation)' : 'give either --before or --conversation';
    context.addIssue({ code: 'custom', path: ['--before'], message });
  });

/**
 * Which texts are meant. `now` is ISO.
 * @throws {InvalidInputError} naming the option that is wrong, and the remedy
 */
export function acceptPurge(
  options: { readonly before?: string; readonly conversation?: string },
  now: string,
): PurgeScope {
  const { '--before': before, '--conversation': conversationId } = parseInput(schema, {
    '--before': options.before,
    '--conversation': options.conversation,
  });
  if (conversationId !== undefined) return { conversationId, before: null };
  const at = toUtc(before ?? '');
  if (Date.parse(at) > Date.parse(now)) {
    throw new InvalidInputError([
      { field: '--before', problem: `lies in the future (now is ${toUtc(now)}): nothing was stored then` },
    ]);
  }
  return { conversationId: null, before: at };
}
