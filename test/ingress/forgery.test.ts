import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MUTATIONS } from '../../scripts/forgery/mutations.js';
import { runForgery } from '../../scripts/forgery/run-forgery.js';
import { sendCopies } from '../../scripts/forgery/send-copies.js';
import { Secret } from '../../src/domain/secret.js';
import {
  BEARER,
  listeningIngress,
  NEW_SECRET,
  OLD_SECRET,
  type ListeningIngress,
} from './support/listening-ingress.js';

let ingress: ListeningIngress;
beforeAll(async () => {
  ingress = await listeningIngress();
});
afterAll(() => ingress.close());

describe('300 forged requests', () => {
  it('are refused without a trace, and the genuine ones are accepted', async () => {
    const tally = await runForgery(ingress, { seed: 1, runs: 300 });
    expect(tally).toMatchObject({ refused: 300, accepted: 300, complaints: [] });
    const kinds = new Set([...tally.tried.keys()].map((name) => name.replace(/^\w+: /, '')));
    expect(kinds).toEqual(new Set(MUTATIONS.map(({ name }) => name)));
  });

  it('would be noticed were they accepted', async () => {
    const texts = [NEW_SECRET, OLD_SECRET, 'other', BEARER];
    const careless = await listeningIngress({ secrets: texts.map((text) => new Secret(text)) });
    const { complaints } = await runForgery(careless, { seed: 1, runs: 110 });
    await careless.close();
    expect(complaints.join()).toContain('wrong secret: forged, and answered 202');
  });
});

describe('100 copies of one event at once', () => {
  it('signal one session once', async () => {
    expect(await sendCopies(100)).toEqual({ accepted: 100, effects: 1 });
  });
});
