import { describe, expect, it } from 'vitest';
import { incompleteReasons, type IncompleteReason } from '../../src/domain/completeness.js';

type Row = {
  name: string;
  reported: number | null;
  unique: number;
  overlapping: number;
  stopped: IncompleteReason[];
  reasons: IncompleteReason[];
};

describe('incompleteReasons', () => {
  it.each<Row>([
    { name: 'all were brought', reported: 7, unique: 7, overlapping: 0, stopped: [], reasons: [] },
    { name: 'there was nothing', reported: 0, unique: 0, overlapping: 0, stopped: [], reasons: [] },
    { name: 'a boundary was read twice', reported: 8, unique: 7, overlapping: 1, stopped: [], reasons: [] },
    {
      name: 'one is missing',
      reported: 8,
      unique: 7,
      overlapping: 0,
      stopped: [],
      reasons: ['countMismatch'],
    },
    {
      name: 'there is one too many',
      reported: 6,
      unique: 7,
      overlapping: 0,
      stopped: [],
      reasons: ['countMismatch'],
    },
    {
      name: 'a total was never told',
      reported: null,
      unique: 7,
      overlapping: 0,
      stopped: [],
      reasons: ['totalNotReported'],
    },
    {
      name: 'the model is not there',
      reported: null,
      unique: 0,
      overlapping: 0,
      stopped: ['modelUnavailable'],
      reasons: ['modelUnavailable'],
    },
    {
      name: 'the cap was met before the end',
      reported: 8,
      unique: 7,
      overlapping: 0,
      stopped: ['pageCap', 'pageCap'],
      reasons: ['countMismatch', 'pageCap'],
    },
    {
      name: 'the cap was met at the end',
      reported: 7,
      unique: 7,
      overlapping: 0,
      stopped: ['pageCap'],
      reasons: ['pageCap'],
    },
    {
      name: 'a token came twice and no total was told',
      reported: null,
      unique: 7,
      overlapping: 0,
      stopped: ['repeatedPageToken'],
      reasons: ['repeatedPageToken', 'totalNotReported'],
    },
  ])('are $reasons when $name', ({ stopped, reasons, reported, unique, overlapping }) => {
    expect(incompleteReasons({ reported, unique, overlapping }, stopped)).toEqual(reasons);
  });

  it('leaves the reasons that it was given as they are', () => {
    const stopped: IncompleteReason[] = ['repeatedPageToken'];
    incompleteReasons({ reported: 1, unique: 0, overlapping: 0 }, stopped);
    expect(stopped).toEqual(['repeatedPageToken']);
  });
});
