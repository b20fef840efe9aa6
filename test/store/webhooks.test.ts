import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STORES, type OpenedStore } from './stores.js';

describe.each(STORES)('registered webhooks on $name', ({ open }) => {
  let opened: OpenedStore;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  const KEY = { host: 'api.example.com', url: 'https://hooks.example.com/w', event: 'conversation:ended' };
  const registeredAt = '2026-11-21T00:00:00Z';

  it('are known by host, address and event', async () => {
    expect(await opened.store.webhooks.find(KEY)).toBeNull();
    await opened.store.webhooks.record({ ...KEY, webhookId: 'one', registeredAt });
    await opened.store.webhooks.record({ ...KEY, webhookId: 'one', registeredAt });
    expect(await opened.store.webhooks.find(KEY)).toEqual({ webhookId: 'one' });
    for (const other of [{ host: 'other' }, { url: 'other' }, { event: 'other' }]) {
      expect(await opened.store.webhooks.find({ ...KEY, ...other })).toBeNull();
    }
  });

  it('are known by their latest id', async () => {
    await opened.store.webhooks.record({ ...KEY, webhookId: 'one', registeredAt });
    await opened.store.webhooks.record({ ...KEY, webhookId: 'two', registeredAt });
    expect(await opened.store.webhooks.find(KEY)).toEqual({ webhookId: 'two' });
  });
});
