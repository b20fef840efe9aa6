import type { Group, GroupPage } from '../../simulator/speech/group-page.js';
import { MODEL_IDS } from '../../simulator/speech/models.js';
import type { SpeechPage } from '../../simulator/speech/speech-page.js';
import type { SurveyPage } from '../../simulator/speech/survey-page.js';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../simulator/simulator.js';
import { accessTokenOf, call, type Answer } from './simulator-client.js';

export const NOW = '2026-03-10T12:00:00.000Z';

const SPEECH_QUERY = '/api/v2/analytics/conversations/summary/query';
const SURVEY_QUERY = '/api/v2/analytics/surveys/summary/query';

type Ask<Page> = (changes?: object) => Promise<Answer<Page>>;

/** Every row that a client is given which goes on by the size of a page until it has seen the total. */
async function rowsOf<Row extends Group>(ask: Ask<GroupPage<Row>>, changes: object): Promise<Row[]> {
  const rows: Row[] = [];
  for (let offset = 0, total = 1; offset < total; offset += 100) {
    const { status, body } = await ask({ ...changes, offset });
    if (status !== 200) throw new Error(`Offset ${String(offset)} was answered ${String(status)}`);
    rows.push(...body.byGroup);
    total = body.totalCount;
  }
  return rows;
}

type Window = { from: string; to: string };

const firstPageOf = ({ from: dateFrom, to: dateTo }: Window) => ({
  dateFrom,
  dateTo,
  interval: 'PT1H',
  size: 100,
  offset: 0,
});

/** For the first page of a window, with everything that can be asked for. */
export const speechQuery = (window: Window): object => ({
  ...firstPageOf(window),
  conversationType: 'speech',
  metrics: ['speechAnalytics', 'sentiment'],
  groupings: ['interactionId', 'agentId'],
  speechAnalyticsModelId: MODEL_IDS.deployed,
});

const surveyQuery = (window: Window): object => ({
  ...firstPageOf(window),
  metrics: ['csat'],
  groupings: ['interactionId'],
});

/** A simulator of a week with a client that has a token; its clock stands still unless told otherwise. */
export async function createSpeechSimulator(options: SimulatorOptions = {}) {
  const simulator: Simulator = await createSimulator({ conversations: 700, now: NOW, ...options });
  // Tests move the clock by months, and a token lives by it.
  await call(`${simulator.url}/simulator/oauth`, { method: 'PUT', body: { expiresInSeconds: 31_536_000 } });
  const headers = { authorization: `Bearer ${await accessTokenOf(simulator)}` };
  const { period } = simulator.organisation;
  const get = <Body>(path: string): Promise<Answer<Body>> => call<Body>(simulator.url + path, { headers });
  const post = <Body>(path: string, body?: unknown): Promise<Answer<Body>> =>
    call<Body>(simulator.url + path, { method: 'POST', headers, body });
  const put = <Body>(path: string, body: unknown): Promise<Answer<Body>> =>
    call<Body>(simulator.url + path, { method: 'PUT', body });

  const speech = <Body = SpeechPage>(changes: object = {}): Promise<Answer<Body>> =>
    post<Body>(SPEECH_QUERY, { ...speechQuery(period), ...changes });
  const surveys = <Body = SurveyPage>(changes: object = {}): Promise<Answer<Body>> =>
    post<Body>(SURVEY_QUERY, { ...surveyQuery(period), ...changes });

  return {
    simulator,
    get,
    post,
    put,
    speech,
    surveys,
    model: <Body>(modelId: string) => get<Body>(`/api/v2/speechanalytics/v1/models/${modelId}`),
    speechRows: (changes: object = {}) => rowsOf((more) => speech(more), changes),
    surveyRows: (changes: object = {}) => rowsOf((more) => surveys(more), changes),
    truth: (changes: object = {}) => simulator.speech.truth({ ...period, ...changes }),
    register: <Body = { id: string }>(url: string, changes: object = {}) =>
      post<Body>('/api/v2/webhooks', {
        name: 'Coaching',
        url,
        type: 'rest',
        enabled: true,
        events: ['speechanalytics:insight:updated'],
        ...changes,
      }),
    update: <Body>(interactionId: string, body: object = {}) =>
      post<Body>(`/simulator/speech/insights/${interactionId}`, body),
  };
}

export type SpeechSimulator = Awaited<ReturnType<typeof createSpeechSimulator>>;

/** One filter in a group of its own, as the document sends them. */
export const filterGroup = (field: string, op: string, values: unknown[]): object => ({
  filters: [{ field, op, values }],
});
