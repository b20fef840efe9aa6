import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuditHead } from '../../src/domain/audit-entry.js';
import type { SourcedEntry } from '../../src/store/audit.js';
import { conversationId } from '../support/sentiments.js';
import { STORES, type OpenedStore } from './stores.js';

const LENGTH = 12;

const entryOf = (n: number): SourcedEntry => ({
  source: `delivery ${n}`,
  entry: {
    timestamp: '2026-11-21T00:00:00.000Z',
    action: 'sentiment_sync',
    interaction_id: conversationId(n),
    raw_score: -0.5,
    normalized_score: 25,
    polarity: 'negative',
    outcome: 'delivered',
  },
});
const entries = (count: number, from = 1) => Array.from({ length: count }, (_, n) => entryOf(from + n));

describe.each(STORES)('the audit on $name', ({ open }) => {
  let opened: OpenedStore;
  let head: AuditHead;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());
  beforeEach(async () => {
    await sql`delete from audit_entry`.execute(opened.db);
    await sql`update audit_head set count = 0, hash = repeat('0', 64)`.execute(opened.db);
    head = await opened.store.audit.append(entries(LENGTH));
  });

  const tamper = (statement: string) => sql.raw(statement).execute(opened.db);
  const findings = async (claimed: AuditHead[] = []) => (await opened.store.audit.verify(claimed)).findings;

  it('verifies, and tells its head', async () => {
    expect(await opened.store.audit.verify([])).toEqual({ intact: true, head, findings: [] });
    expect(head.count).toBe(LENGTH);
  });

  it('verifies when it is empty', async () => {
    await tamper('delete from audit_entry');
    await tamper(`update audit_head set count = 0, hash = repeat('0', 64)`);
    expect(await findings()).toEqual([]);
  });

  it('contains every head that it ever had', async () => {
    const later = await opened.store.audit.append(entries(5, LENGTH + 1));
    expect(later.count).toBe(LENGTH + 5);
    expect(await findings([head, later])).toEqual([]);
  });

  it('records a source once, however often it is offered', async () => {
    expect(await opened.store.audit.append(entries(LENGTH))).toEqual(head);
    expect((await opened.store.audit.append(entries(LENGTH + 1))).count).toBe(LENGTH + 1);
  });

  it('keeps one chain when many append at the same time', async () => {
    await Promise.all(
      Array.from({ length: 10 }, (_, n) => opened.store.audit.append(entries(20, 100 + n * 20))),
    );
    const verdict = await opened.store.audit.verify([]);
    expect(verdict).toMatchObject({ intact: true, head: { count: LENGTH + 200 } });
  });

  it.each([
    ['a text', `update audit_entry set body = replace(body, '-0.5', '-0.4') where seq = 5`],
    ['a hash', `update audit_entry set hash = repeat('a', 64) where seq = 5`],
    ['the hash before it', `update audit_entry set previous = repeat('a', 64) where seq = 5`],
  ])('names an entry of which %s was changed', async (_what, statement) => {
    await tamper(statement);
    expect(await findings()).toEqual(['entry 5 was changed']);
  });

  it('names the last entry when it was changed', async () => {
    await tamper(`update audit_entry set body = replace(body, '-0.5', '-0.4') where seq = ${LENGTH}`);
    expect(await findings()).toEqual([`entry ${LENGTH} was changed`]);
  });

  it.each([
    ['one entry', 'delete from audit_entry where seq = 5', 'entry 5 is missing'],
    ['several entries', 'delete from audit_entry where seq between 5 and 8', 'entries 5…8 are missing'],
    ['the first entry', 'delete from audit_entry where seq = 1', 'entry 1 is missing'],
  ])('names %s that was removed', async (_what, statement, finding) => {
    await tamper(statement);
    expect(await findings()).toEqual([finding]);
  });

  it('names a removed entry although what follows was renumbered', async () => {
    await tamper('delete from audit_entry where seq = 5');
    await tamper('update audit_entry set seq = -(seq - 1) where seq > 5');
    await tamper('update audit_entry set seq = -seq where seq < 0');
    expect(await findings()).toEqual(['entry 5 is missing']);
  });

  it.each([
    ['neighbours', 5, 6],
    ['entries apart', 3, 9],
  ])('names %s whose places were swapped', async (_what, one, other) => {
    await tamper(`update audit_entry set seq = -seq where seq in (${one}, ${other})`);
    await tamper(
      `update audit_entry set seq = case seq when -${one} then ${other} else ${one} end where seq < 0`,
    );
    expect(await findings()).toEqual([`entries ${one} and ${other} were swapped`]);
  });

  it('names entries whose texts were swapped', async () => {
    await tamper(`update audit_entry as one set body = other.body from audit_entry as other
      where (one.seq, other.seq) in ((4, 7), (7, 4))`);
    expect(await findings()).toEqual(['entries 4 and 7 were swapped']);
  });

  it('names an entry that was inserted between others', async () => {
    await tamper('update audit_entry set seq = -(seq + 1) where seq >= 5');
    await tamper('update audit_entry set seq = -seq where seq < 0');
    await tamper(`insert into audit_entry (seq, source, body, previous, hash)
      select 5, 'forged', replace(body, '-0.5', '0.9'), hash, repeat('b', 64) from audit_entry where seq = 4`);
    expect(await findings()).toEqual(['entry 5 was inserted']);
  });

  it('names an entry that was appended behind the end', async () => {
    await tamper(`insert into audit_entry (seq, source, body, previous, hash)
      select ${LENGTH + 1}, 'forged', body, hash, repeat('b', 64) from audit_entry where seq = ${LENGTH}`);
    expect(await findings()).toEqual([`entry ${LENGTH + 1} was inserted`]);
  });

  it("names a cut-off end by the store's own head", async () => {
    await tamper('delete from audit_entry where seq > 8');
    expect(await findings()).toEqual([`entries 9…${LENGTH} are missing at the end`]);
  });

  it("names an end that was cut off together with the store's head by a head that was carried outside", async () => {
    await tamper('delete from audit_entry where seq > 8');
    await tamper('update audit_head set count = 8, hash = (select hash from audit_entry where seq = 8)');
    expect(await findings()).toEqual([]);
    expect(await findings([head])).toEqual([`entries 9…${LENGTH} are missing at the end`]);
  });

  it('names a chain that was replaced by another', async () => {
    await tamper('delete from audit_entry');
    await tamper(`update audit_head set count = 0, hash = repeat('0', 64)`);
    await opened.store.audit.append(entries(LENGTH, 50));
    expect(await findings([head])).toEqual([`entry ${LENGTH} is not the one that the head names`]);
  });

  it('reads long chains in batches, and finds what lies on their edges', async () => {
    await opened.store.audit.append(entries(10_001, 100));
    expect(await findings()).toEqual([]);
    await tamper('delete from audit_entry where seq in (5000, 10000)');
    expect(await findings()).toEqual(['entry 5000 is missing', 'entry 10000 is missing']);
  });
});
