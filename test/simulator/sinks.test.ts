import { createHmac } from 'node:crypto';
import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../simulator/simulator.js';
import { call } from './simulator-client.js';

const NOW = '2026-03-10T12:00:00.000Z';
const KEY_BYTES = Buffer.from('a key that is known to nobody at all');
const SECRET = `whsec_${KEY_BYTES.toString('base64')}`;

let simulator: Simulator;
afterEach(() => simulator.close());

function deliver(body: unknown, headers: Record<string, string>, sink = 'coaching') {
  return call(`${simulator.url}/sinks/${sink}`, { method: 'POST', headers, body });
}

describe('a sink', () => {
  beforeEach(async () => {
    simulator = await createSimulator({ conversations: 1, now: NOW });
  });

  it('stores the first delivery of a key', async () => {
    expect((await deliver({ score: 12 }, { 'idempotency-key': 'one' })).status).toBe(201);
    const effects = [{ key: 'one', body: { score: 12 }, receivedAt: NOW, deliveries: 1 }];
    expect(simulator.sinks.coaching.effects()).toEqual(effects);
    expect(simulator.sinks.crm.effects()).toEqual([]);
    expect(await call(`${simulator.url}/simulator/sinks/coaching`)).toMatchObject({
      status: 200,
      body: { sink: 'coaching', total: 1, effects },
    });
  });

  it('counts a repeated delivery and has no second effect', async () => {
    await deliver({ score: 12, polarity: 'neutral' }, { 'idempotency-key': 'one' });
    const repeated = await deliver({ polarity: 'neutral', score: 12 }, { 'idempotency-key': 'one' });
    expect(repeated).toMatchObject({ status: 200, headers: { 'idempotent-replayed': 'true' } });
    expect(simulator.sinks.coaching.effects()).toMatchObject([{ key: 'one', deliveries: 2 }]);
  });

  it('refuses another body under the same key and keeps the first', async () => {
    await deliver({ score: 12 }, { 'idempotency-key': 'one' });
    expect((await deliver({ score: 13 }, { 'idempotency-key': 'one' })).status).toBe(422);
    expect(simulator.sinks.coaching.effects()).toMatchObject([{ body: { score: 12 }, deliveries: 1 }]);
  });

  it('keeps the keys of one sink apart from those of the other', async () => {
    await deliver({ score: 12 }, { 'idempotency-key': 'one' }, 'coaching');
    expect((await deliver({ score: 13 }, { 'idempotency-key': 'one' }, 'crm')).status).toBe(201);
  });

  it.each([
    ['no key', {}, '{}', 400],
    ['an empty key', { 'idempotency-key': '' }, '{}', 400],
    ['no JSON', { 'idempotency-key': 'one' }, '{"score":', 400],
    ['no body', { 'idempotency-key': 'one' }, '', 400],
    ['text', { 'idempotency-key': 'one', 'content-type': 'text/plain' }, 'score', 415],
  ])('refuses a delivery with %s', async (_, headers: Record<string, string>, body, status) => {
    expect((await deliver(body, headers)).status).toBe(status);
    expect(simulator.sinks.coaching.effects()).toEqual([]);
  });

  it('answers HEAD without an effect, and 405 to GET', async () => {
    expect((await call(`${simulator.url}/sinks/crm`, { method: 'HEAD' })).status).toBe(204);
    expect((await call(`${simulator.url}/sinks/crm`)).status).toBe(405);
    expect(simulator.sinks.crm.effects()).toEqual([]);
  });

  it('forgets its effects when told to', async () => {
    await deliver({ score: 12 }, { 'idempotency-key': 'one' });
    expect((await call(`${simulator.url}/simulator/sinks/coaching`, { method: 'DELETE' })).status).toBe(204);
    expect(simulator.sinks.coaching.effects()).toEqual([]);
    expect((await deliver({ score: 13 }, { 'idempotency-key': 'one' })).status).toBe(201);
  });
});

describe('a sink with a directory', () => {
  let dataDir: string;
  const file = () => join(dataDir, 'sink-coaching.jsonl');
  const begin = async () => {
    simulator = await createSimulator({ conversations: 1, now: NOW, dataDir });
  };
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'durable-genesys-sinks-'));
    await begin();
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  /** What a simulator finds that starts on the files as they are now; the first one is not asked to end before. */
  async function effectsOfSuccessor(sink: 'coaching' | 'crm' = 'coaching') {
    const successor = await createSimulator({ conversations: 1, now: NOW, dataDir });
    await successor.close();
    return successor.sinks[sink].effects();
  }

  it('finds its effects and their counts again, and goes on from there', async () => {
    await deliver({ score: 12, label: 'ü\n' }, { 'idempotency-key': 'one' });
    await deliver({ score: 12, label: 'ü\n' }, { 'idempotency-key': 'one' });
    await deliver({ score: 1 }, { 'idempotency-key': 'two' });
    await deliver({ score: 2 }, { 'idempotency-key': 'two' });
    await deliver(7, { 'idempotency-key': 'three' }, 'crm');
    expect(await effectsOfSuccessor()).toEqual([
      { key: 'one', body: { score: 12, label: 'ü\n' }, receivedAt: NOW, deliveries: 2 },
      { key: 'two', body: { score: 1 }, receivedAt: NOW, deliveries: 1 },
    ]);
    expect(await effectsOfSuccessor('crm')).toMatchObject([{ key: 'three', body: 7 }]);
    await simulator.close();
    await begin();
    expect((await deliver({ score: 1 }, { 'idempotency-key': 'two' })).status).toBe(200);
    expect((await deliver({ score: 3 }, { 'idempotency-key': 'two' })).status).toBe(422);
    expect((await effectsOfSuccessor())[1]).toMatchObject({ key: 'two', deliveries: 2 });
  });

  it('keeps what it forgot when told to forgotten', async () => {
    await deliver({ score: 1 }, { 'idempotency-key': 'one' });
    simulator.sinks.coaching.clear();
    expect(await effectsOfSuccessor()).toEqual([]);
    await deliver({ score: 2 }, { 'idempotency-key': 'one' });
    expect(await effectsOfSuccessor()).toMatchObject([{ body: { score: 2 } }]);
  });

  it('drops a line that was cut short, and glues nothing to it', async () => {
    await deliver({ score: 1 }, { 'idempotency-key': 'one' });
    await appendFile(file(), '{"key":"two","receivedAt":"2026');
    await simulator.close();
    await begin();
    await deliver({ score: 3 }, { 'idempotency-key': 'three' });
    expect(await effectsOfSuccessor()).toMatchObject([{ key: 'one' }, { key: 'three' }]);
  });

  it('does not start on a file that is damaged, and names the line', async () => {
    await deliver({ score: 1 }, { 'idempotency-key': 'one' });
    await writeFile(file(), `${await readFile(file(), 'utf8')}{"score":1}\n`);
    await expect(createSimulator({ conversations: 1, dataDir })).rejects.toThrow(
      'sink-coaching.jsonl, line 2 is no delivery',
    );
  });

  it('has written what it answered, for its owner alone', async () => {
    await deliver({ score: 1 }, { 'idempotency-key': 'one' });
    expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual({
      key: 'one',
      receivedAt: NOW,
      body: { score: 1 },
    });
    expect((await stat(file())).mode & 0o077).toBe(0);
  });
});

describe('a sink with a secret', () => {
  const body = '{"score": 12, "label": "ü"}';
  const nowSeconds = (): number => Math.floor(Date.now() / 1000);

  beforeEach(async () => {
    simulator = await createSimulator({ conversations: 1, now: NOW, sinkSecret: SECRET });
  });

  function signed(changes: { text?: string; key?: Buffer; atSeconds?: number } = {}): Record<string, string> {
    const { text = body, key = KEY_BYTES, atSeconds = nowSeconds() } = changes;
    const digest = createHmac('sha256', key)
      .update(`msg_1.${String(atSeconds)}.${text}`)
      .digest('base64');
    return {
      'idempotency-key': 'one',
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(atSeconds),
      'webhook-signature': `v1,${digest}`,
    };
  }

  it('takes a delivery that is signed over its bytes', async () => {
    expect((await deliver(body, signed())).status).toBe(201);
  });

  it('takes a delivery of which one of several signatures is right', async () => {
    const headers = signed();
    const signatures = `v1a,abc v1,AAAA ${headers['webhook-signature'] ?? ''}`;
    expect((await deliver(body, { ...headers, 'webhook-signature': signatures })).status).toBe(201);
  });

  it('takes a delivery that is nearly five minutes old, or early', async () => {
    expect((await deliver(body, signed({ atSeconds: nowSeconds() - 290 }))).status).toBe(201);
    expect((await deliver(body, signed({ atSeconds: nowSeconds() + 290 }))).status).toBe(200);
  });

  it.each([
    ['is not signed', () => ({ 'idempotency-key': 'one' })],
    ['is signed over another body', () => signed({ text: '{}' })],
    ['is signed with another key', () => signed({ key: Buffer.from('another') })],
    ['is too old', () => signed({ atSeconds: nowSeconds() - 310 })],
    ['is from the future', () => signed({ atSeconds: nowSeconds() + 310 })],
    ['has another id than was signed', () => ({ ...signed(), 'webhook-id': 'msg_2' })],
    ['has a time that is no number', () => ({ ...signed(), 'webhook-timestamp': 'now' })],
    [
      'spells the digest without padding',
      () => ({ ...signed(), 'webhook-signature': signed()['webhook-signature']?.replace('=', '') ?? '' }),
    ],
  ])('refuses a delivery that %s', async (_, headersOf: () => Record<string, string>) => {
    expect((await deliver(body, headersOf())).status).toBe(401);
    expect(simulator.sinks.coaching.effects()).toEqual([]);
  });

  it.each(['', 'whsec_', 'whsec_not base64', KEY_BYTES.toString('base64')])(
    'does not start with the secret %j',
    async (sinkSecret) => {
      await expect(createSimulator({ conversations: 1, sinkSecret })).rejects.toThrow('sinkSecret');
    },
  );
});
