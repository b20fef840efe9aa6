import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STORES, type OpenedStore } from './stores.js';

describe.each(STORES)('the schema on $name', ({ open }) => {
  let opened: OpenedStore;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  it('is current after a migration, and a second one has nothing to do', async () => {
    expect(await opened.store.schemaState()).toBe('current');
    expect(await opened.store.migrate()).toEqual([]);
  });

  it('is migrated once when several programs start at the same time', async () => {
    await sql`drop schema public cascade`.execute(opened.db);
    await sql`create schema public`.execute(opened.db);
    expect(await opened.store.schemaState()).toBe('older');
    const applied = await Promise.all(Array.from({ length: 4 }, () => opened.store.migrate()));
    expect(applied.flat()).toEqual([
      '0001-sentiment',
      '0002-sessions',
      '0003-insights',
      '0004-csat',
      '0005-session-keys',
      '0006-redeliveries',
      '0007-conversation-facts',
      '0008-organisation',
    ]);
    expect(await opened.store.schemaState()).toBe('current');
  });

  it('is newer when it has a migration that this program does not know', async () => {
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '')`.execute(opened.db);
    expect(await opened.store.schemaState()).toBe('newer');
  });
});
