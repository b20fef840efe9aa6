import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Simulator } from '../../../../simulator/simulator.js';
import { MODEL_IDS } from '../../../../simulator/speech/models.js';
import type { SpeechRow } from '../../../../src/domain/speech.js';
import type { GenesysGateway } from '../../../../src/gateways/genesys/index.js';
import type { SpeechQuery } from '../../../../src/gateways/genesys/ports.js';
import { sameOriginPath } from '../../../../src/gateways/genesys/platform/same-origin-path.js';
import { surveyRowsOf } from '../../../../src/gateways/genesys/platform/surveyed-detail.js';
import { rejectionOf } from '../../rejection-of.js';
import { createPlatformHost, DAY, NOW, type PlatformHost } from './platform-host.js';

describe('speech analytics of the published API', () => {
  let host: PlatformHost;
  let simulator: Simulator;
  let gateway: GenesysGateway;
  beforeAll(async () => {
    host = await createPlatformHost();
    ({ simulator, gateway } = host);
  });
  afterEach(() => simulator.speech.surveySettings.set({}));
  afterAll(() => host.close());

  async function speechOf(query: Partial<SpeechQuery> = {}): Promise<SpeechRow[]> {
    const rows: SpeechRow[] = [];
    for (let cursor: string | null = null; ;) {
      const asked = { ...DAY, modelId: MODEL_IDS.deployed, ...query };
      const page = await gateway.speech.fetchSpeechPage(asked, { cursor });
      rows.push(...page.rows);
      cursor = page.cursor;
      if (cursor === null) return rows;
    }
  }
  const spokenOf = (topic?: string) =>
    simulator.speech
      .truth(DAY)
      .filter(({ conversationId }) => simulator.organisation.find(conversationId)?.mediaType === 'voice')
      .filter((one) => topic === undefined || one.topic === topic);

  it.each([
    [MODEL_IDS.deployed, 'deployed'],
    [MODEL_IDS.deprecated, 'not published'],
  ])('takes a program for the model: %s', async (modelId, status) => {
    expect(await gateway.speech.findModel(modelId)).toEqual({ id: modelId, status });
  });

  it.each([
    [MODEL_IDS.forbidden, 403],
    ['no-such-program', 404],
  ])('tells a program that is not there from one that is forbidden: %s', async (modelId, status) => {
    expect(await rejectionOf(gateway.speech.findModel(modelId))).toMatchObject({ status });
  });

  it("brings each agent's part of what was spoken, and of nothing that was written", async () => {
    const rows = await speechOf();
    const truth = spokenOf().flatMap(({ conversationId, agents }) =>
      agents.map(({ agentId, sentiment }) => `${conversationId} ${agentId} ${sentiment}`),
    );
    expect(
      rows.map((row) => `${row.conversationId} ${row.agentId} ${row.sentiment?.avg ?? null}`).sort(),
    ).toEqual(truth.sort());
  });

  it('finds topics by their names, over several pages of them', async () => {
    const topics = ['cancellation'];
    const wanted = new Set(spokenOf('cancellation').map(({ conversationId }) => conversationId));
    expect(new Set((await speechOf({ topics })).map(({ conversationId }) => conversationId))).toEqual(wanted);
    expect(wanted.size).toBeGreaterThan(3);
  });

  it('refuses a topic that the organisation has not, by its name', async () => {
    expect(String(await rejectionOf(speechOf({ topics: ['cancellation', 'weather'] })))).toMatch(
      /topics: the organisation has no topic of the name "weather"/,
    );
  });

  it('brings surveys with the records, counts what has none, and tells who took part', async () => {
    const surveys = { from: DAY.from, to: DAY.to, withParts: true };
    const [page, next] = [await gateway.speech.fetchSurveyPage(surveys, { cursor: null }), null];
    expect(next).toBeNull();
    const spoken = new Map(spokenOf().map((one) => [one.conversationId, one]));
    const known = page.facts?.map(({ conversationId }) => spoken.get(conversationId)) ?? [];
    expect(known.every((one) => one !== undefined)).toBe(true);
    expect(page.rows).toEqual(
      known.flatMap((one) =>
        one?.answeredAt && one.answeredAt <= NOW
          ? [{ conversationId: one.conversationId, agentId: one.agents.at(-1)?.agentId, csat: one.csat }]
          : [],
      ),
    );
    expect((page.others ?? 0) + page.rows.length).toBe(page.facts?.length);
    expect(page.parts?.map(({ agentId }) => agentId)).toEqual(
      known.flatMap((one) => one?.agents.map(({ agentId }) => agentId)),
    );
  });

  it('can not be asked to filter at the source', () => {
    expect(gateway.speech.refusals({ filterAtSource: true })).toMatchObject([{ field: 'filterAtSource' }]);
    expect(gateway.speech.refusals({ filterAtSource: false })).toEqual([]);
  });
});

describe('the survey of a record', () => {
  const record = (surveys: object[]) => ({
    ...{ conversationId: '3b1f2c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d', conversationStart: '2026-11-16T10:00:00Z' },
    surveys,
  });
  it.each([
    [[{ surveyStatus: 'Finished', oSurveyTotalScore: 4 }], [4]],
    [[{ surveyStatus: 'finished', oSurveyTotalScore: 0 }], [0]],
    [[{ surveyStatus: 'Finished' }], [null]],
    [[{ surveyStatus: 'Finished', oSurveyTotalScore: 4, surveyPartialResponse: true }], []],
    [
      ['Pending', 'Sent', 'InProgress', 'OptOut', 'Error', 'Expired'].map((surveyStatus) => ({
        surveyStatus,
        oSurveyTotalScore: 4,
      })),
      [],
    ],
    [
      [
        { surveyStatus: 'Finished', oSurveyTotalScore: 2, surveyCompletedDate: '2026-11-18T00:00:00Z' },
        { surveyStatus: 'Finished', oSurveyTotalScore: 5, surveyCompletedDate: '2026-11-17T00:00:00Z' },
      ],
      [2],
    ],
    [[], []],
  ])('of %j is %j', (surveys, scores) => {
    expect(surveyRowsOf(record(surveys)).map(({ csat }) => csat)).toEqual(scores);
  });
});

describe('the address of a next page', () => {
  it('is followed below the API', () => {
    expect(
      sameOriginPath('/api/v2/speechandtextanalytics/topics?nextPage=a').searchParams.get('nextPage'),
    ).toBe('a');
  });

  it.each([
    'https://elsewhere.example/api/v2/speechandtextanalytics/topics?nextPage=a',
    '//elsewhere.example/api/v2/speechandtextanalytics/topics',
    '/oauth/token',
    '/api/v2/../../oauth/token',
    'javascript:alert(1)',
    'http://[',
  ])('is never followed to %s', (uri) => {
    expect(() => sameOriginPath(uri)).toThrow(/of another place/);
  });
});
