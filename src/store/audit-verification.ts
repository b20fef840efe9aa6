import { EMPTY_HEAD, type AuditHead } from '../domain/audit-entry.js';
import type { Secret } from '../domain/secret.js';
import { entryHash, type ChainedEntry } from './audit-chain.js';

export type AuditVerdict = {
  readonly intact: boolean;
  readonly head: AuditHead;
  readonly findings: readonly string[];
};

/** How far entries may have been renumbered by an insertion or a removal and still be recognised. */
const MAX_SHIFT = 32;
/** Swaps are looked for among this many entries at the most: the search is quadratic. */
const MAX_SWAP_CANDIDATES = 200;

type Chain = {
  readonly entries: AsyncIterable<readonly ChainedEntry[]>;
  /** The store's own head. Read before and after the walk, because others may append meanwhile. */
  readonly readHead: () => Promise<AuditHead>;
};

/**
 * Walks the chain and names what was done to it: entries changed, missing, swapped, inserted or cut off at the end.
 * `claimed` are heads that a result or an export has carried outside: the only way to notice an end that was cut off together
 * with the store's own head.
 */
export async function verifyChain(
  key: Secret,
  { entries, readHead }: Chain,
  claimed: readonly AuditHead[],
): Promise<AuditVerdict> {
  const walk = createWalk(key, [await readHead(), ...claimed]);
  let held: ChainedEntry | null = null;
  for await (const batch of entries) {
    for (const entry of batch) {
      if (held) walk.step(held, entry);
      held = entry;
    }
  }
  if (held) walk.step(held, null);
  return walk.finish((await readHead()).count);
}

function createWalk(key: Secret, heads: readonly AuditHead[]) {
  const findings: string[] = [];
  const altered: ChainedEntry[] = [];
  const wanted = new Map(heads.map((head) => [head.count, head.hash]));
  let last: AuditHead = EMPTY_HEAD;
  let shift = 0;
  let foreign: ChainedEntry[] = [];

  const isOurs = (entry: ChainedEntry, by: number) =>
    entryHash(key, { ...entry, seq: entry.seq - by }) === entry.hash;

  /** An insertion or a removal that renumbered what follows shows as a shift that the next entry shares. */
  const shiftOf = (entry: ChainedEntry, next: ChainedEntry | null): number | null => {
    if (isOurs(entry, shift)) return shift;
    for (let by = shift - MAX_SHIFT; next && by <= shift + MAX_SHIFT; by++) {
      if (by !== shift && isOurs(entry, by) && isOurs(next, by)) return by;
    }
    return null;
  };

  /** Judges the entries that were not ours by the room they had: as many as are missing were changed, more were inserted. */
  const settle = (missing: number) => {
    if (missing <= 0) findings.push(...foreign.map(({ seq }) => `entry ${seq} was inserted`));
    else altered.push(...foreign);
    if (missing > foreign.length)
      findings.push(named(last.count + foreign.length + 1, last.count + missing, 'missing'));
    foreign = [];
  };

  return {
    step(entry: ChainedEntry, next: ChainedEntry | null): void {
      const by = shiftOf(entry, next);
      if (by === null) {
        foreign.push(entry);
        return;
      }
      shift = by;
      const seq = entry.seq - shift;
      if (foreign.length > 0 || seq !== last.count + 1) settle(seq - last.count - 1);
      else if (entry.previous !== last.hash)
        findings.push(`entry ${seq} does not follow the entry before it`);
      const hash = wanted.get(seq);
      if (hash !== undefined && hash !== entry.hash)
        findings.push(`entry ${seq} is not the one that the head names`);
      last = { count: seq, hash: entry.hash };
    },
    finish(covered: number): AuditVerdict {
      const expected = Math.max(0, ...heads.map(({ count }) => count));
      const beyond = expected - last.count;
      const cutOff = beyond - Math.min(foreign.length, Math.max(0, beyond));
      const first = last.count + foreign.length + 1;
      if (foreign.length > 0) settle(Math.min(beyond, foreign.length));
      if (cutOff > 0) findings.push(named(first, expected, 'missing at the end'));
      if (last.count > Math.max(covered, expected)) {
        findings.push(named(Math.max(covered, expected) + 1, last.count, 'not covered by the head'));
      }
      findings.push(...namedAlterations(key, altered));
      return { intact: findings.length === 0, head: last, findings };
    },
  };
}

const named = (from: number, to: number, what: string): string =>
  from === to ? `entry ${from} is ${what}` : `entries ${from}…${to} are ${what}`;

/** Two altered entries whose texts belong to each other's place were swapped; the others were changed. */
function namedAlterations(key: Secret, altered: readonly ChainedEntry[]): string[] {
  const swapped = new Set<ChainedEntry>();
  const findings: string[] = [];
  const candidates = altered.slice(0, MAX_SWAP_CANDIDATES);
  for (const [index, one] of candidates.entries()) {
    const other = candidates
      .slice(index + 1)
      .find((entry) => !swapped.has(entry) && areSwapped(key, one, entry));
    if (!other || swapped.has(one)) continue;
    swapped.add(one).add(other);
    findings.push(`entries ${one.seq} and ${other.seq} were swapped`);
  }
  const changed = altered.filter((entry) => !swapped.has(entry)).map(({ seq }) => `entry ${seq} was changed`);
  return [...findings, ...changed];
}

function areSwapped(key: Secret, one: ChainedEntry, other: ChainedEntry): boolean {
  const belongs = (body: string, seq: number) =>
    [one.previous, other.previous].some((previous) => {
      const hash = entryHash(key, { seq, previous, body });
      return hash === one.hash || hash === other.hash;
    });
  return belongs(one.body, other.seq) && belongs(other.body, one.seq);
}
