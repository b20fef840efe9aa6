import {
  PERSONAL_DATA_KINDS,
  type Finding,
  type PersonalDataKind,
} from '../../../src/domain/personal-data.js';
import type { LabelledText } from './labelled-texts.js';

/** NaN where there was nothing to find, or nothing was found. */
export type Score = {
  readonly kind: PersonalDataKind;
  readonly labels: number;
  readonly recall: number;
  readonly precision: number;
};

const overlaps = (a: Finding, b: Finding): boolean => a.kind === b.kind && a.start < b.end && b.start < a.end;

const covers = (finding: Finding, label: Finding): boolean =>
  finding.kind === label.kind && finding.start <= label.start && finding.end >= label.end;

/**
 * Strict on both sides: a label counts as found only when one finding of its kind covers all of it, so that nothing would be left
 * when it is masked; a finding counts as right only when it touches a label of its kind.
 */
export function scoreKinds(
  texts: readonly LabelledText[],
  find: (text: string) => readonly Finding[],
): readonly Score[] {
  const read = texts.map(({ text, labels }) => ({ labels, findings: find(text) }));
  return PERSONAL_DATA_KINDS.map((kind) => {
    const counts = { labels: 0, covered: 0, findings: 0, right: 0 };
    for (const { labels, findings } of read) {
      const [wanted, got] = [labels, findings].map((spans) => spans.filter((span) => span.kind === kind));
      counts.labels += wanted?.length ?? 0;
      counts.findings += got?.length ?? 0;
      counts.covered += wanted?.filter((label) => got?.some((finding) => covers(finding, label))).length ?? 0;
      counts.right += got?.filter((finding) => wanted?.some((label) => overlaps(finding, label))).length ?? 0;
    }
    return {
      kind,
      labels: counts.labels,
      recall: counts.covered / counts.labels,
      precision: counts.right / counts.findings,
    };
  });
}
