import { describe, expect, it } from 'vitest';
import {
  insightIncompleteReasons,
  type InsightEvidence,
  type InsightIncompleteReason,
} from '../../src/domain/insight-completeness.js';

const WHOLE: InsightEvidence = { stopped: null, reported: 7, unique: 7, malformed: 0, foreign: 0 };
type Row = { name: string; changes: Partial<InsightEvidence>; reasons: InsightIncompleteReason[] };

describe('insightIncompleteReasons', () => {
  it.each<Row>([
    { name: 'all were brought', changes: {}, reasons: [] },
    { name: 'there was nothing', changes: { reported: 0, unique: 0 }, reasons: [] },
    {
      name: 'some were of another interaction, and counted',
      changes: { unique: 5, foreign: 2 },
      reasons: [],
    },
    { name: 'one could not be read', changes: { unique: 6, malformed: 1 }, reasons: ['malformed'] },
    { name: 'one is missing', changes: { unique: 6 }, reasons: ['countMismatch'] },
    { name: 'there is one too many', changes: { unique: 8 }, reasons: ['countMismatch'] },
    {
      name: 'one could not be read and one is missing',
      changes: { unique: 5, malformed: 1 },
      reasons: ['malformed', 'countMismatch'],
    },
    { name: 'no total was told', changes: { reported: null }, reasons: ['totalNotReported'] },
    {
      name: 'no total was told of nothing',
      changes: { reported: null, unique: 0 },
      reasons: ['totalNotReported'],
    },
    {
      name: 'as many as wanted were read',
      changes: { stopped: 'maxInsights', unique: 3 },
      reasons: ['maxInsights'],
    },
    { name: 'the page cap was met', changes: { stopped: 'pageCap', unique: 3 }, reasons: ['pageCap'] },
    { name: 'the page cap was met at the end', changes: { stopped: 'pageCap' }, reasons: ['pageCap'] },
    {
      name: 'a token came twice and no total was told',
      changes: { stopped: 'repeatedPageToken', reported: null },
      reasons: ['repeatedPageToken', 'totalNotReported'],
    },
    ...(['forbidden', 'notFound', 'unexpectedResponse'] as const).map((stopped): Row => ({
      name: `it was ${stopped}, whatever a total would have been`,
      changes: { stopped, reported: null, unique: 0 },
      reasons: [stopped],
    })),
    {
      name: 'it was gone after a page',
      changes: { stopped: 'notFound', unique: 3, malformed: 1 },
      reasons: ['notFound', 'malformed'],
    },
  ])('are $reasons when $name', ({ changes, reasons }) => {
    expect(insightIncompleteReasons({ ...WHOLE, ...changes })).toEqual(reasons);
  });
});
