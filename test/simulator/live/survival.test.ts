import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLiveSimulator, type LiveSimulator } from './live-simulator.js';
import { createWebhookReceiver, type WebhookReceiver } from './webhook-receiver.js';

let dataDir: string;
let worlds: LiveSimulator[];
let receiver: WebhookReceiver;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'durable-genesys-live-'));
  receiver = await createWebhookReceiver();
  worlds = [];
});
afterEach(async () => {
  await Promise.all(worlds.map(({ simulator }) => simulator.close()));
  await receiver.close();
  await rm(dataDir, { recursive: true });
});

/** One that starts on the files as they are now; those before it are not asked to end first. */
async function successor(options: object = {}): Promise<LiveSimulator> {
  const world = await createLiveSimulator({ dataDir, ...options });
  worlds.push(world);
  return world;
}

describe('a simulator with a directory', () => {
  it('finds its conversations again as they were, and in their order', async () => {
    const first = await successor();
    const ids = [
      await first.created(),
      await first.created({ routing: { queueId: 'q' } }),
      await first.created(),
    ];
    first.simulator.conversations.end(ids[1] ?? '', { resolutionStatus: 'escalated' });
    first.simulator.conversations.end(ids[0] ?? '');
    first.simulator.conversations.reopen(ids[0] ?? '');
    const second = await successor();
    const seenBy = ({ simulator }: LiveSimulator) => ids.map((id) => simulator.conversations.find(id));
    expect(seenBy(second)).toEqual(seenBy(first));
    expect((await second.active()).body).toEqual((await first.active()).body);
    expect((await second.record(ids[1] ?? '')).body).toMatchObject({ total: 1 });
  });

  it('goes on with a page token that it gave before', async () => {
    const first = await successor();
    for (let number = 0; number < 101; number += 1) await first.created();
    const { body } = await first.active<{ nextPageToken: string }>();
    const page = await (await successor()).active(`&nextPageToken=${body.nextPageToken}`);
    expect(page).toMatchObject({ status: 200, body: { total: 101 } });
  });

  it('keeps its script, and ends what was to end', async () => {
    const first = await successor();
    first.simulator.script.set({ endAfterMs: 3_600_000, resolutionStatus: 'unresolved' });
    const id = await first.created();
    const second = await successor({ now: '2026-03-10T13:00:00Z' });
    await expect.poll(() => second.simulator.conversations.find(id)?.conversation.state).toBe('closed');
    expect(second.simulator.conversations.find(id)?.conversation).toMatchObject({
      endTime: '2026-03-10T13:00:00.000Z',
      resolutionStatus: 'unresolved',
    });
    expect(second.simulator.script.current()).toMatchObject({ endAfterMs: 3_600_000 });
  });

  it('keeps its webhooks with their secrets, and tells only once what has arrived', async () => {
    const first = await successor();
    await first.register(receiver.url, { secret: 'webhook-secret' });
    first.simulator.conversations.end(await first.created());
    await expect.poll(() => first.simulator.webhooks.counts()).toMatchObject({ delivered: 1, unsettled: 0 });
    const second = await successor();
    second.simulator.conversations.end(await second.created());
    await expect.poll(() => receiver.received.length).toBe(2);
    expect(receiver.received[1]?.headers).toHaveProperty('webhook-signature');
  });

  it('tells what it could not tell before, under the same id', async () => {
    const first = await successor();
    await first.register(receiver.url);
    first.simulator.webhooks.faults.set({ delayMs: 600_000 });
    const { eventId } = first.simulator.conversations.announce(await first.created(), { kind: 'ended' });
    expect(receiver.received).toEqual([]);
    await successor();
    await expect.poll(() => receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([eventId]);
  });

  it('keeps nothing of what it was told to forget', async () => {
    const first = await successor();
    await first.register(receiver.url);
    await first.created();
    first.simulator.conversations.clear();
    first.simulator.webhooks.clear();
    const second = await successor();
    expect(second.simulator.conversations.counts().total).toBe(0);
    expect(second.simulator.webhooks.all()).toEqual([]);
  });

  it('writes for its owner alone', async () => {
    const world = await successor();
    await world.register(receiver.url, { secret: 'webhook-secret' });
    world.simulator.script.set({ endAfterMs: 0 });
    await world.created();
    for (const name of await readdir(dataDir)) {
      expect({ name, mode: (await stat(join(dataDir, name))).mode & 0o077 }).toEqual({ name, mode: 0 });
    }
    expect(await readFile(join(dataDir, 'webhooks.jsonl'), 'utf8')).toContain('webhook-secret');
  });
});
