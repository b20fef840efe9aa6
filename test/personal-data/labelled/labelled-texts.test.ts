import { describe, expect, it } from 'vitest';
import { PERSONAL_DATA_KINDS } from '../../../src/domain/personal-data.js';
import { findPersonalData } from '../../../src/personal-data/index.js';
import { labelledTexts } from './labelled-texts.js';
import { scoreKinds } from './score.js';

const texts = labelledTexts();

describe('the labelled texts', () => {
  it('are at least 400, all different, about a third of them held out', () => {
    expect(texts.length).toBeGreaterThanOrEqual(400);
    expect(new Set(texts.map(({ text }) => text)).size).toBe(texts.length);
    const share = texts.filter(({ heldOut }) => heldOut).length / texts.length;
    expect(share).toBeGreaterThan(0.28);
    expect(share).toBeLessThan(0.4);
  });

  it('hold every kind on both sides, and texts without any in every language', () => {
    for (const heldOut of [true, false]) {
      const labels = texts.filter((text) => text.heldOut === heldOut).flatMap((text) => text.labels);
      expect(new Set(labels.map(({ kind }) => kind))).toEqual(new Set(PERSONAL_DATA_KINDS));
    }
    const clean = texts.filter(({ labels }) => labels.length === 0);
    expect(new Set(clean.map(({ language }) => language))).toEqual(
      new Set(texts.map(({ language }) => language)),
    );
  });

  it('share no value between the two sides but those that are told in a line', () => {
    const templates = texts.filter(({ language }) => language !== 'hand');
    const values = (heldOut: boolean) =>
      new Set(
        templates
          .filter((text) => text.heldOut === heldOut)
          .flatMap(({ text, labels }) => labels.map(({ start, end }) => text.slice(start, end))),
      );
    expect([...values(true)].filter((value) => values(false).has(value))).toEqual([]);
  });

  it('teach: on those that are not held out the detectors miss little', () => {
    const scores = scoreKinds(
      texts.filter(({ heldOut }) => !heldOut),
      findPersonalData,
    );
    for (const { recall, precision } of scores) {
      expect(recall).toBeGreaterThanOrEqual(0.95);
      expect(precision).toBeGreaterThanOrEqual(0.95);
    }
  });
});

describe('scoreKinds', () => {
  const label = { kind: 'email', start: 3, end: 9 } as const;
  const text = { language: 'en', text: 'to a@b.cd now', labels: [label], heldOut: false };
  const emailScore = (finding: { kind: 'email' | 'phone'; start: number; end: number }) =>
    scoreKinds([text], () => [finding])[0];

  it.each([
    { name: 'all of it', finding: label, recall: 1, precision: 1 },
    { name: 'more than it', finding: { ...label, start: 0, end: 13 }, recall: 1, precision: 1 },
    { name: 'a part of it', finding: { ...label, end: 6 }, recall: 0, precision: 1 },
    { name: 'something else', finding: { ...label, start: 10, end: 13 }, recall: 0, precision: 0 },
    { name: 'it as another kind', finding: { ...label, kind: 'phone' as const }, recall: 0, precision: NaN },
  ])('counts $name as recall $recall and precision $precision', ({ finding, recall, precision }) => {
    expect(emailScore(finding)).toEqual({ kind: 'email', labels: 1, recall, precision });
  });
});
