import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../../src/domain/personal-data.js';
import { ROOT } from '../../support/paths.js';
import { kindOf, valuesFor } from './values.js';

export type LabelledText = {
  readonly language: string;
  readonly text: string;
  readonly labels: readonly Finding[];
  /** Never looked at while the detectors were written: only what was measured on these counts. */
  readonly heldOut: boolean;
};

const FOLDER = join(ROOT, 'test/personal-data/labelled/texts');
const MASKS = 'masks';
const COPIES = 3;

const linesOf = (name: string): string[] =>
  readFileSync(join(FOLDER, `${name}.txt`), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('# '));

/** Texts whose every mask is right: a finding in one of them is a fault. */
export const maskedTexts = (): readonly string[] => linesOf(MASKS);

/**
 * Each line of `texts/`, once as it is or several times with other values in its slots: `{email}` gets one of `values.ts`,
 * `{email=a@example.com}` says its own. A line without slots holds nothing personal.
 */
export function labelledTexts(): readonly LabelledText[] {
  const languages = readdirSync(FOLDER)
    .map((name) => name.replace('.txt', ''))
    .filter((name) => name !== MASKS)
    .sort();
  const texts = languages.flatMap((language) =>
    linesOf(language).flatMap((line, index) => {
      const heldOut = index % 3 === 2;
      return Array.from({ length: COPIES }, (_, copy) =>
        filled({ line, language, heldOut, copy: index + copy }),
      );
    }),
  );
  return [...new Map(texts.map((labelled) => [labelled.text, labelled])).values()];
}

type Filling = {
  readonly line: string;
  readonly language: string;
  readonly heldOut: boolean;
  readonly copy: number;
};

function filled({ line, language, heldOut, copy }: Filling): LabelledText {
  const labels: Finding[] = [];
  let text = '';
  let from = 0;
  for (const match of line.matchAll(/\{(\w+)(?:=([^}]*))?\}/g)) {
    const slot = String(match[1]);
    text += line.slice(from, match.index);
    const value = match[2] ?? pick(valuesFor(slot, language, heldOut), copy + labels.length);
    labels.push({ kind: kindOf(slot), start: text.length, end: text.length + value.length });
    text += value;
    from = match.index + match[0].length;
  }
  return { language, text: text + line.slice(from), labels, heldOut };
}

const pick = (values: readonly string[], index: number): string => String(values[index % values.length]);
