import { z } from 'zod';
import type { InputProblem } from '../../../domain/invalid-input.js';
import type { SpeechAnalytics, SpeechQuery, SurveyQuery } from '../ports.js';
import type { Send } from '../transport.js';
import { factsOf } from './conversation-detail.js';
import { readConversations } from './conversations.js';
import { daySlices, tailSlices } from './day-slices.js';
import { scoresOfIds } from './id-scores.js';
import { cursorOf, stepOf, type ReadingStep } from './reading-step.js';
import { firstWindow, readWindow } from './score-windows.js';
import { partsOf, speechRowOf, surveyRowsOf } from './surveyed-detail.js';
import { readTopics } from './topics.js';

const PROGRAM = '/api/v2/speechandtextanalytics/programs/{programId}';
/** What is spoken, and what speech analytics therefore are about. */
const MEDIA = ['voice'] as const;

const program = z.object({ id: z.string(), published: z.boolean().nullish() });

/**
 * Speech analytics and surveys of the published API. A program stands for the documents' model; surveys and agents come with the
 * records of conversations, and their scores from transcript aggregates. All of it may be repeated.
 */
export const createPlatformSpeechAnalytics = (send: Send): SpeechAnalytics => ({
  isPartial: true,
  unknown: {
    surveysSent: 'notCounted',
    partialResponses: 'notCounted',
    answerLag: 'notCounted',
    queue: 'notCounted',
  },
  refusals,
  lists: ({ from, to, conversationIds }, { now }) => {
    if (conversationIds) return { speech: [{ from, to }], surveys: [{ from, to }] };
    const surveys = daySlices({ from, to });
    const tail = tailSlices({ from, to }, now).map((slice) => ({ from: slice.from, to: slice.to }));
    return { speech: [...surveys, ...tail], surveys };
  },
  async findModel(programId, call) {
    const path = PROGRAM.replace('{programId}', encodeURIComponent(programId));
    const { id, published } = await send({ method: 'GET', path, route: PROGRAM, ...call }, program);
    return { id, status: published === true ? 'deployed' : 'not published' };
  },
  async fetchSpeechPage(query, { cursor, signal }) {
    const step = cursor === null ? firstStep(query) : stepOf(cursor);
    if (step.of === 'topics') {
      const read = await readTopics(send, { wanted: query.topics ?? [], step }, signal);
      return { ...NO_ROWS, cursor: cursorOf('ids' in read ? windowStep(query, read.ids) : read.next) };
    }
    const { groups, next } =
      step.of === 'idScores'
        ? await scoresOfIds(send, query, { step, byAgent: true }, signal)
        : await readScores(send, query, step, signal);
    return {
      ...{ rows: groups.map(speechRowOf), malformed: 0, reported: null },
      cursor: next && cursorOf(next),
    };
  },
  async fetchSurveyPage({ withParts, ...query }, { cursor, signal }) {
    const step = cursor === null ? firstRecords(query) : stepOf(cursor);
    if (step.of === 'scores' || step.of === 'idScores' || step.of === 'topics')
      throw new Error(`no step of surveys: ${step.of}`);
    const selected = { ...query, mediaTypes: MEDIA };
    const page = await readConversations(send, selected, step, signal);
    const rows = page.details.flatMap(surveyRowsOf);
    return {
      rows,
      malformed: 0,
      others: page.details.length - rows.length + page.outside,
      facts: page.details.map(factsOf),
      ...(withParts && { parts: page.details.flatMap(partsOf) }),
      cursor: page.next && cursorOf(page.next),
      reported: page.reported,
    };
  },
});

const NO_ROWS = { rows: [], malformed: 0, reported: null } as const;

function refusals({ filterAtSource }: { readonly filterAtSource: boolean }): InputProblem[] {
  if (!filterAtSource) return [];
  const problem =
    'can not be asked for on the platform profile: its aggregates have no filter by score; leave it out';
  return [{ field: 'filterAtSource', problem }];
}

const firstStep = (query: SpeechQuery): ReadingStep =>
  query.topics ? { of: 'topics', next: null, ids: [] } : windowStep(query, []);

const windowStep = (query: SpeechQuery, topicIds: readonly string[]): ReadingStep =>
  query.conversationIds
    ? { of: 'idScores', offset: 0, from: query.from }
    : { of: 'scores', ...firstWindow(query), topicIds: [...topicIds] };

const firstRecords = ({ conversationIds }: SurveyQuery): ReadingStep =>
  conversationIds ? { of: 'ids', offset: 0, found: 0 } : { of: 'page', page: 1 };

async function readScores(send: Send, query: SpeechQuery, step: ReadingStep, signal?: AbortSignal) {
  if (step.of !== 'scores') throw new Error(`no step of speech: ${step.of}`);
  const { topicIds = [] } = step;
  const anyOf = { mediaType: MEDIA, ...(topicIds.length > 0 && { topicId: topicIds }) };
  const { groups, next } = await readWindow(
    send,
    { byAgent: true, anyOf, interval: query, window: step },
    signal,
  );
  return { groups, next: next && { of: 'scores' as const, ...next, topicIds } };
}
