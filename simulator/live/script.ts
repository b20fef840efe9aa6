import { z } from 'zod';
import { createJournal } from '../journal.js';
import { createSeededRandom } from '../seeded-random.js';
import { createSetting, type Setting } from '../setting.js';

const ruleFields = {
  /** 0 ends the conversation before its creation is answered; null leaves the end to a command. */
  endAfterMs: z.int().min(0).nullable().default(null),
  /** Up to so much is added, by the seed. */
  spreadMs: z.int().min(0).default(0),
  /** Null: the conversation ends without telling one. */
  resolutionStatus: z.string().nullable().default('resolved'),
};

export const scriptSchema = z.strictObject({
  ...ruleFields,
  seed: z.int().default(1),
  /** The first whose text stands in the message or the attributes replaces the rule above. */
  perText: z.array(z.strictObject({ ...ruleFields, contains: z.string().min(1) })).default([]),
});

export type Script = z.output<typeof scriptSchema>;
export type ScriptInput = z.input<typeof scriptSchema>;

export type ScriptBoard = Setting<Script, ScriptInput> & {
  /** How the conversation of this ordinal and text shall end. */
  endOf(opened: { text: string; ordinal: number }): {
    afterMs: number | null;
    resolutionStatus: string | null;
  };
};

/** A script is for conversations created from then on; with `dataDir` the one that was set last outlives the process. */
export function createScriptBoard(dataDir: string | undefined): ScriptBoard {
  const journal = createJournal(dataDir, { name: 'script', noun: 'script', schema: scriptSchema });
  const setting = createSetting(scriptSchema, { journal });

  return {
    ...setting,
    endOf: ({ text, ordinal }) => {
      const { seed, perText, ...whole } = setting.current();
      const rule = perText.find(({ contains }) => text.includes(contains)) ?? whole;
      const { endAfterMs, spreadMs, resolutionStatus } = rule;
      const spread = Math.floor(createSeededRandom(seed).fraction(ordinal, 0) * spreadMs);
      return { afterMs: endAfterMs === null ? null : endAfterMs + spread, resolutionStatus };
    },
  };
}
