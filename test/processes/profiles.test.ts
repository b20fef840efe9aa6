import { DefaultLogger, Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { MODEL_IDS } from '../../simulator/speech/models.js';
import type { CsatResult } from '../../src/contracts/correlate-csat.js';
import type { SentimentResult } from '../../src/contracts/analyze-sentiment.js';
import { exportSentiment } from '../../src/commands/export-sentiment.js';
import { MS_PER_DAY, toUtc, type Interval } from '../../src/domain/interval.js';
import { PROFILES, type Profile } from '../../src/gateways/genesys/profile.js';
import { csatResult, sentimentResult, startCsat, startSentiment } from '../../src/index.js';
import { createProcessWorld, type ProcessWorld } from '../support/process-world.js';

/** One organisation, in which all that is old enough has been analysed. */
const SIMULATOR = {
  conversations: 6000,
  seed: 21,
  now: '2026-11-20T09:00:00.000Z',
  mediaTypes: ['voice'],
} as const;

/** Rows and results of a run, as far as they do not tell how they were read. */
type Found = { readonly rows: readonly object[]; readonly effects: readonly object[] };

describe('one organisation on both profiles', () => {
  const worlds = new Map<Profile, ProcessWorld>();
  let interval: Interval;
  beforeAll(async () => {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    for (const profile of PROFILES) {
      const world = await createProcessWorld({
        temporalCli: inject('temporalCli'),
        workflowBundle: inject('workflowBundle'),
        databaseTemplate: inject('databaseTemplate'),
        ...{ simulator: SIMULATOR, profile },
      });
      worlds.set(profile, world);
      const { to } = world.simulator.organisation.period;
      // Neither end is the end of a day, so that a day brings more than was asked for.
      interval = {
        from: toUtc(Date.parse(to) - 5 * MS_PER_DAY - 5 * 3_600_000),
        to: toUtc(Date.parse(to) - 2 * MS_PER_DAY + 3_600_000),
      };
    }
  });
  afterAll(() => Promise.all([...worlds.values()].map((world) => world.close())));

  const onBoth = async <T>(find: (world: ProcessWorld) => Promise<T>): Promise<Record<Profile, T>> => {
    const found = await Promise.all(
      [...worlds].map(async ([profile, world]) => [profile, await find(world)]),
    );
    return Object.fromEntries(found) as Record<Profile, T>;
  };

  const effectsOf = ({ simulator }: ProcessWorld) =>
    simulator.sinks.coaching
      .effects()
      .map(({ key, body }) => ({ key, body: { ...(body as object), timestamp: null } }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));

  it('gives the same sentiment of each conversation, and tells coaching the same', async () => {
    const found = await onBoth(async (world): Promise<Found & { result: SentimentResult }> => {
      const { workflowId, runId } = await startSentiment(world.client, { ...interval, retentionDays: 90 });
      const result = await sentimentResult(world.client, workflowId);
      const rows = await world.store.sentiment.rowsAfter(runId, null, 10_000);
      return { result, rows, effects: effectsOf(world) };
    });
    const { documented, platform } = found;
    expect(documented.rows.length).toBeGreaterThan(2000);
    expect(platform.rows).toEqual(documented.rows);
    expect(platform.effects).toEqual(documented.effects);
    expect(platform.effects.length).toBeGreaterThan(100);
    const { counts: read, ...figures } = platform.result;
    const { counts, ...others } = documented.result;
    expect({ ...read, reported: 0, fetched: 0, outside: 0 }).toEqual({ ...counts, reported: 0, fetched: 0 });
    expect(read.outside).toBeGreaterThan(100);
    expect(withoutReading(figures)).toEqual(withoutReading(others));
    expect(figures).toMatchObject({ complete: true, polaritySource: 'derived' });
    expect(others.finality).toBeNull();
    const { open = 0, provisional, final = 0, unscoredBecause, divisions } = figures.finality ?? {};
    expect({ all: open + final, provisional, divisions }).toEqual({
      ...{ all: counts.unique, provisional: 0, divisions: 3 },
    });
    expect(open).toBeGreaterThan(10);
    expect(unscoredBecause?.unknown).toBeGreaterThan(100);
  });

  it('exports where, by whom and how settled, as far as the profile tells', async () => {
    const exported = await onBoth(async ({ client, store }) => {
      const { workflowId, runId } = await startSentiment(client, { ...interval, pushToCoaching: 'none' });
      const result = await sentimentResult(client, workflowId);
      const rows: Record<string, unknown>[] = [];
      for await (const row of exportSentiment(store, runId, result).rows) rows.push({ ...row });
      return rows;
    });
    const { organisation } = worlds.get('platform')?.simulator ?? {};
    expect(exported.platform).toHaveLength(exported.documented.length);
    for (const [at, row] of exported.platform.entries()) {
      const conversation = organisation?.find(String(row['interaction_id']));
      expect(row).toEqual({
        ...exported.documented[at],
        finality: conversation?.endedAt ? 'final' : 'open',
        ended_at: conversation?.endedAt && toUtc(conversation.endedAt),
        ...{
          media_type: 'voice',
          direction: conversation?.direction,
          division_ids: conversation?.divisionId,
        },
        queue_id: organisation?.queueIds[organisation.queues.indexOf(conversation?.queue ?? '')],
        agent_id: expect.any(String) as string,
      });
    }
  });

  it('gives the same correlation of sentiment and surveys', async () => {
    for (const { simulator } of worlds.values()) {
      simulator.sinks.coaching.clear();
      simulator.speech.settings.set({ severalAgentsShare: 0 });
    }
    const found = await onBoth(async (world): Promise<Found & { result: CsatResult }> => {
      const { workflowId, runId } = await startCsat(world.client, {
        ...{ ...interval, modelId: MODEL_IDS.deployed, csatRange: { min: 1, max: 5 }, csatThreshold: 4 },
        pushToCoaching: 'all',
      });
      const result = await csatResult(world.client, workflowId);
      const rows: object[] = [];
      const run = await world.store.runs.findLatest(workflowId);
      for await (const some of world.store.csat.conversations({ runId, plan: run?.plan as never }))
        rows.push(...some);
      return { result, rows, effects: effectsOf(world) };
    });
    const { documented, platform } = found;
    expect(documented.rows.length).toBeGreaterThan(2000);
    expect(platform.rows.map(withoutOwner)).toEqual(documented.rows);
    expect(platform.effects).toEqual(documented.effects);
    const { surveys, ...figures } = platform.result;
    const { surveys: otherSurveys, ...others } = documented.result;
    expect(withoutReading(figures)).toEqual(withoutReading(others));
    expect(surveys.unique).toBe(otherSurveys.unique);
    expect(figures.complete).toBe(true);
  });
});

/** How a source was read differs from source to source. */
const withoutReading = (result: object): object => ({
  ...result,
  ...{
    startedAt: null,
    requests: null,
    pages: null,
    auditHead: null,
    polaritySource: null,
    finality: null,
    unknown: null,
    speech: null,
  },
});

/** Only the published API says whom a survey rates. */
const withoutOwner = (row: object): object => {
  const { survey } = row as { survey: { csat: number | null } | null };
  return { ...row, survey: survey && { agentId: null, csat: survey.csat } };
};
