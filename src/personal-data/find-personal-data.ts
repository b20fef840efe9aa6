import type { Finding, PersonalDataKind } from '../domain/personal-data.js';
import { coverSpans, uncoverFindings } from './covered-text.js';
import { findCredentials } from './credential.js';
import { findEmails } from './email.js';
import { findIbans } from './iban.js';
import { findIpAddresses } from './ip-address.js';
import { findMasks } from './masks.js';
import { findNationalIds } from './national-id.js';
import { findPaymentCards } from './payment-card.js';
import { findPersonNames } from './person-name.js';
import { findPhones } from './phone.js';
import { readableText } from './readable-text.js';
import type { Detector, Span } from './span.js';
import { findStreetAddresses } from './street-address.js';

/** Where two overlap, the one that comes first here names what both cover. */
const DETECTORS: readonly (readonly [PersonalDataKind, Detector])[] = [
  ['credential', findCredentials],
  ['email', findEmails],
  ['iban', findIbans],
  ['paymentCard', findPaymentCards],
  ['nationalId', findNationalIds],
  ['phone', findPhones],
  ['ipAddress', findIpAddresses],
  ['streetAddress', findStreetAddresses],
  ['personName', findPersonNames],
];
const RANKS = new Map(DETECTORS.map(([kind], rank) => [kind, rank]));

/** Nobody's insight has as many. Every finding costs a microsecond, and a text made of nothing else must cost no more than prose. */
const MAX_FINDINGS = 500;
const MAX_ROUNDS = 4;

/**
 * Everything personal that the detectors see, sorted, none overlapping another. Correct masks are never among it. What one
 * finding hides, a neighbour's boundary or a word too far away, shows once it is masked: so the text is read again with what
 * was found covered, until nothing is left. A text that has no end of it is personal as a whole: one finding.
 */
export function findPersonalData(text: string): readonly Finding[] {
  const readable = readableText(text);
  const masks = [...findMasks(readable)];
  let findings: readonly Finding[] = [];
  for (let round = 0; round < MAX_ROUNDS && findings.length <= MAX_FINDINGS; round++) {
    const covered = sorted<Span>([...masks, ...findings]);
    const found = uncoverFindings(detect(coverSpans(readable, covered)), covered);
    if (found.length === 0) return findings;
    findings = sorted([...findings, ...found]);
  }
  return findings.slice(0, 1).map(({ kind }) => ({ kind, start: 0, end: text.length }));
}

const sorted = <Found extends Span>(spans: readonly Found[]): Found[] =>
  [...spans].sort((a, b) => a.start - b.start);

/** Stops looking when there is more than enough. */
function detect(text: string): Finding[] {
  const found: Finding[] = [];
  for (const [kind, find] of DETECTORS) {
    for (const { start, end } of find(text)) {
      found.push({ kind, start, end });
      if (found.length > MAX_FINDINGS) return apart(sorted(found));
    }
  }
  return apart(sorted(found));
}

function apart(found: readonly Finding[]): Finding[] {
  const kept: Finding[] = [];
  for (const next of found) {
    const last = kept.at(-1);
    if (!last || next.start >= last.end) kept.push(next);
    else kept[kept.length - 1] = joined(last, next);
  }
  return kept;
}

const joined = (a: Finding, b: Finding): Finding => ({
  kind: (RANKS.get(a.kind) ?? 0) <= (RANKS.get(b.kind) ?? 0) ? a.kind : b.kind,
  start: a.start,
  end: Math.max(a.end, b.end),
});
