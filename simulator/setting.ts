import type { z } from 'zod';
import { createForgetfulJournal, type Journal } from './journal.js';
import { parseFields } from './parse-fields.js';

export type Setting<Value, Input> = {
  current(): Value;
  /** Replaces the whole; what is left out has its default. Throws GenesysError 400 that names the field. */
  set(wanted: Input): void;
};

/** Starts with what the journal holds last, or else with the schema's defaults. */
export function createSetting<Value, Input>(
  schema: z.ZodType<Value, Input>,
  { journal = createForgetfulJournal<Value>(), onSet }: { journal?: Journal<Value>; onSet?: () => void } = {},
): Setting<Value, Input> {
  let value = journal.read().at(-1) ?? schema.parse({});
  return {
    current: () => value,
    set: (wanted) => {
      value = parseFields(schema, wanted);
      journal.append(value);
      onSet?.();
    },
  };
}
