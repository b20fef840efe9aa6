import type { PersonalDataKind } from '../src/domain/personal-data.js';
import { findPersonalData } from '../src/personal-data/index.js';
import { labelledTexts, maskedTexts } from '../test/personal-data/labelled/labelled-texts.js';
import { scoreKinds } from '../test/personal-data/labelled/score.js';
import { adversarialTexts } from './adversarial-texts.js';
import { median, type Bench, type Figure } from './report.js';

const MEGABYTE = 1_000_000;
const DOUBLINGS = 5;
const ROUNDS = 8;
const MIN_RECALL = 0.98;
const MIN_PRECISION = 0.95;
/** Kinds with a shape or a check of their own. The others are published, because no text alone can settle them. */
const WITH_BARS: readonly PersonalDataKind[] = ['email', 'phone', 'paymentCard', 'iban', 'credential'];

function detection(): Figure[] {
  const texts = labelledTexts();
  const heldOut = texts.filter((text) => text.heldOut);
  const figures = scoreKinds(heldOut, findPersonalData).flatMap(
    ({ kind, labels, recall, precision }): Figure[] => {
      const barred = WITH_BARS.includes(kind);
      return [
        { name: `${kind}: held out`, value: labels, unit: 'labels' },
        { name: `${kind}: recall`, value: recall, unit: '', ...(barred && { bar: { atLeast: MIN_RECALL } }) },
        {
          name: `${kind}: precision`,
          value: precision,
          unit: '',
          ...(barred && { bar: { atLeast: MIN_PRECISION } }),
        },
      ];
    },
  );
  const flagged = maskedTexts().filter((text) => findPersonalData(text).length > 0).length;
  return [
    { name: 'labelled texts', value: texts.length, unit: '', bar: { atLeast: 400 } },
    { name: 'of these held out', value: heldOut.length, unit: '' },
    ...figures,
    { name: 'texts with masks', value: maskedTexts().length, unit: '' },
    { name: 'of these flagged', value: flagged, unit: '', bar: { atMost: 0 } },
  ];
}

/** Of the processor: a neighbour on the same machine adds less than it would by the clock. */
function cpuMs(text: string): number {
  const before = process.cpuUsage();
  findPersonalData(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The least of some rounds over all texts: whatever else the machine does can only add, and seldom in every round. */
function leastCpuMs(texts: readonly string[]): number[] {
  const rounds = Array.from({ length: ROUNDS }, () => texts.map(cpuMs));
  return texts.map((_, text) => Math.min(...rounds.map((times) => Number(times[text]))));
}

/** The worst of all texts, in time for a million characters and in how it grows from doubling to doubling. */
function speed(say: (line: string) => void): Figure[] {
  // What runs for the first time is compiled first.
  for (const text of adversarialTexts(1000)) findPersonalData(text);
  const sizes = Array.from({ length: DOUBLINGS + 1 }, (_, power) => MEGABYTE / 2 ** (DOUBLINGS - power));
  const bySize = sizes.map((size) => {
    say(`adversarial texts of ${size.toLocaleString('en')} characters`);
    return leastCpuMs(adversarialTexts(size));
  });
  const perMegabyte = bySize.at(-1) ?? [];
  const growth = perMegabyte.map((_, text) =>
    median(bySize.slice(1).map((times, size) => Number(times[text]) / Number(bySize[size]?.[text]))),
  );
  const worst = Math.max(...perMegabyte);
  say(`the worst repeats ${JSON.stringify(adversarialTexts(12)[perMegabyte.indexOf(worst)])}`);
  return [
    { name: 'adversarial texts', value: perMegabyte.length, unit: '' },
    { name: 'prose', value: Number(perMegabyte[0]), unit: 'ms/MB' },
    { name: 'worst text', value: worst, unit: 'ms/MB', bar: { atMost: 100 } },
    {
      name: 'worst growth in a doubling (median of 5)',
      value: Math.max(...growth),
      unit: '',
      bar: { atMost: 2.5 },
    },
  ];
}

/** The detectors of personal data: what they find in texts that were held out, and what the worst texts cost. */
export const pii: Bench = ({ say }) => Promise.resolve([...detection(), ...speed(say)]);
