import { describe, expect, it } from 'vitest';
import type { ReportSource } from '../../../src/report/builders/report-source.js';
import { buildCsatReport } from '../../../src/report/builders/csat.js';
import { buildInsightsReport } from '../../../src/report/builders/insights.js';
import { buildSentimentReport } from '../../../src/report/builders/sentiment.js';
import { buildSessionReport } from '../../../src/report/builders/session.js';
import type { ReportModel } from '../../../src/report/model.js';
import { csatSource } from '../../support/csat-report-source.js';
import { insightsSource, sentimentSource, sessionSource } from '../../support/report-sources.js';

const figureOf = ({ figures }: ReportModel, name: string) => figures.find((figure) => figure.name === name);
const blockOf = ({ sections }: ReportModel, title: string) =>
  sections
    .flatMap(({ blocks }) => blocks)
    .find(
      (block) =>
        ('title' in block && block.title === title) || ('caption' in block && block.caption === title),
    );
const wordsOf = (model: ReportModel): string => JSON.stringify(model);

describe.each<[string, () => ReportSource, (source: ReportSource) => Promise<ReportModel>]>([
  ['sentiment', sentimentSource, buildSentimentReport],
  ['insights', insightsSource, buildInsightsReport],
  ['session', sessionSource, buildSessionReport],
  ['csat', csatSource, buildCsatReport],
])('a report of %s', (_, sourceOf, build) => {
  it('names the run, the time zone, when it was made, and the head of the audit', async () => {
    const source = sourceOf();
    const model = await build(source);
    const { run, madeAt } = source;
    const { auditHead } = run.result as { auditHead: { count: number; hash: string } };
    expect(model.madeAt).toBe('26 Nov 2026, 10:30:00 (Europe/Berlin)');
    expect(madeAt.toISOString()).toBe('2026-11-26T09:30:00.000Z');
    expect(model.period).toContain('Europe/Berlin');
    const evidence = model.evidence.map(({ value }) => value);
    expect(evidence).toEqual(expect.arrayContaining([run.workflowId, run.runId]));
    expect(evidence.at(-1)).toBe(`client audit verify --head ${auditHead.count}:${auditHead.hash}`);
  });

  it('has a reason for whatever is not complete', async () => {
    const { certificate } = await build(sourceOf());
    expect(certificate.isComplete).toBe(certificate.because.length === 0);
  });
});

describe('a report of a sentiment run', () => {
  it('shows each local day of the window, and a day without conversations as a gap', async () => {
    const model = await buildSentimentReport(sentimentSource());
    const mean = blockOf(model, 'Mean score by day');
    if (mean?.kind !== 'line') throw new Error('the mean by day is a line');
    expect(mean.labels).toHaveLength(7);
    expect(mean.labels[3]).toBe('Sun 25 Oct');
    expect(mean.series[0]?.values[4]).toBeNull();
    expect(mean.series[0]?.values[0]).toBeCloseTo(53, 10);
    expect(mean.says).toContain('1 day without a score');
    // Fewer than 30 scores have a mean and no interval.
    expect(mean.series[0]?.values[6]).not.toBeNull();
    expect(mean.series[0]?.band?.intervals[6]).toBeNull();
  });

  it('counts all scored conversations in the histogram', async () => {
    const source = sentimentSource();
    const chart = blockOf(await buildSentimentReport(source), 'Conversations by score');
    if (chart?.kind !== 'histogram') throw new Error('the scores are a histogram');
    const drawn = chart.series
      .flatMap(({ values }) => values)
      .reduce<number>((sum, value) => sum + (value ?? 0), 0);
    expect(drawn).toBe((source.run.result as { counts: { scored: number } }).counts.scored);
    expect(chart.edges).toEqual(Array.from({ length: 21 }, (_, edge) => edge * 5));
  });

  it('says of every figure that it is not complete, and why', async () => {
    const model = await buildSentimentReport(
      sentimentSource({ result: { complete: false, incompleteBecause: ['countMismatch', 'pageCap'] } }),
    );
    expect(model.certificate).toMatchObject({ isComplete: false, verdict: 'Not complete' });
    expect(model.certificate.because.map(({ word }) => word)).toEqual(['countMismatch', 'pageCap']);
    expect(model.figures.every(({ caveats }) => caveats.includes('not complete'))).toBe(true);
  });

  it('knows no mean and no share of nothing', async () => {
    const { counts } = sentimentSource().run.result as { counts: Record<string, number> };
    const model = await buildSentimentReport(
      sentimentSource({
        result: {
          counts: { ...counts, scored: 0, positive: 0, neutral: 0, negative: 0 } as never,
          ...{ meanScore: null, meanNormalizedScore: null, shareNegative: null, actionRequired: 0 },
          confidenceInterval: { level: 0.95, low: null, high: null, reason: 'fewerThan30Scored' },
        },
        reports: { scoreBins: () => Promise.resolve([]), days: () => Promise.resolve([]) },
      }),
    );
    for (const name of ['Mean score', 'Negative', 'Need coaching'])
      expect(figureOf(model, name)?.value).toBeNull();
  });

  it('tells of conversations that are in no day', async () => {
    const lost = { day: null, total: 3, scored: 3, positive: 3, negative: 0, scoreSum: 1, scoreSquareSum: 1 };
    const source = sentimentSource({ reports: { days: () => Promise.resolve([lost]) } });
    expect(wordsOf(await buildSentimentReport(source))).toContain(
      '3 conversations without a date in the window are in no day',
    );
  });
});

describe('a report of insights', () => {
  it('names the reasons by their frequency, in words', async () => {
    const chart = blockOf(await buildInsightsReport(insightsSource()), 'Why insights were held back');
    if (chart?.kind !== 'bars') throw new Error('the reasons are bars');
    expect(chart.categories.slice(0, 3)).toEqual(['too old', 'low confidence', 'phone number']);
    expect(chart.series[0]?.values.slice(0, 3)).toEqual([301, 254, 88]);
  });
});

describe('a report of a session', () => {
  it('orders what happened by time, whoever told it', async () => {
    const chart = blockOf(await buildSessionReport(sessionSource()), 'The course of the session');
    if (chart?.kind !== 'timeline') throw new Error('the course is a timeline');
    expect(chart.moments.map(({ lane }) => lane)).toEqual([
      'Session',
      'CRM',
      'Session',
      'Genesys',
      'CRM',
      'CRM',
      'Session',
    ]);
    expect(chart.moments.map(({ atMs }) => atMs)).toEqual([
      0, 200_000, 552_000, 553_800, 554_000, 740_000, 750_000,
    ]);
    expect(chart.moments[0]?.when).toBe('25 Nov 2026, 11:00:00');
  });

  it('leaves unknown what nobody told, and says that no event is left', async () => {
    const model = await buildSessionReport(
      sessionSource({
        result: { endTime: null, durationMs: null, resolutionStatus: null, terminationLatencyMs: null },
        reports: { conversationEvents: () => Promise.resolve([]) },
      }),
    );
    for (const name of ['Resolution', 'Duration', 'Contained'])
      expect(figureOf(model, name)?.value).toBeNull();
    expect(wordsOf(model)).toContain('Its end is unknown');
    expect(wordsOf(model)).toContain('No event of this conversation is in the inbox');
  });

  it('holds nothing of what the customer is or said', async () => {
    const words = wordsOf(await buildSessionReport(sessionSource()));
    expect(words).not.toContain('Where is it?');
    expect(words).not.toContain('"customer"');
  });
});

describe('a report of sentiment against CSAT', () => {
  it('draws every pair, in the units of the survey, and a line between the first and the last of them', async () => {
    const source = csatSource();
    const chart = blockOf(await buildCsatReport(source), 'Each answer, and the line fitted to all');
    if (chart?.kind !== 'scatter') throw new Error('the pairs are points');
    const { correlation } = source.run.result as { correlation: { n: number } };
    expect(chart.points).toHaveLength(correlation.n);
    expect(new Set(chart.points.map(({ y }) => y))).toEqual(new Set([1, 2, 3, 4, 5]));
    const sentiments = chart.points.map(({ x }) => x);
    expect(chart.fit?.line[0]?.x).toBe(Math.min(...sentiments));
    expect(chart.fit?.line.at(-1)?.x).toBeCloseTo(Math.max(...sentiments), 12);
    expect(chart.says).toMatch(/goes with an answer that is higher by 1\.\d\d/);
  });

  it('counts each conversation in one day and one part of it, or says that it has no hour', async () => {
    const model = await buildCsatReport(csatSource());
    const chart = blockOf(model, 'Conversations by day');
    if (chart?.kind !== 'line') throw new Error('the days are columns');
    expect(chart.labels).toHaveLength(14);
    const inDays = chart.series
      .flatMap(({ values }) => values)
      .reduce<number>((sum, one) => sum + (one ?? 0), 0);
    expect(inDays).toBe(2970);
    expect(wordsOf(model)).toContain('30 conversations without a time in the window are in no day');
  });

  it('knows no figure of fewer than 30 pairs, and says why', async () => {
    const model = await buildCsatReport(csatSource({ count: 60 }));
    for (const name of ['Pearson', 'Spearman', 'Agreement']) {
      expect(figureOf(model, name)?.value).toBeNull();
      expect(figureOf(model, name)?.caveats).toContain('not known: fewer than 30 pairs');
    }
    const chart = blockOf(model, 'Each answer, and the line fitted to all');
    expect(chart).toMatchObject({ fit: null, says: 'A line is not known: fewer than 30 pairs.' });
  });

  it('shows days of named conversations only as far as they go', async () => {
    const ids = ['00000000-0000-4000-8000-000000000001'];
    const source = csatSource({ count: 1, input: { from: undefined, to: undefined, conversationIds: ids } });
    const chart = blockOf(await buildCsatReport(source), 'Conversations by day');
    expect(chart).toMatchObject({ labels: [expect.stringContaining('(part)')] });
  });

  it('shows how answers came in, and what nobody told', async () => {
    const model = await buildCsatReport(csatSource());
    const chart = blockOf(model, 'Answers known at each reading');
    if (chart?.kind !== 'line') throw new Error('the readings are columns');
    expect(chart.series[0]?.values).toHaveLength(3);
    expect(wordsOf(model)).toContain('until enough were answered; 2 readings changed figures');
    expect(blockOf(model, 'What is not told of surveys here')).toMatchObject({
      rows: expect.arrayContaining([['How many surveys were sent', null]]) as unknown,
    });
  });

  it('names the part of the window that may be incomplete', async () => {
    const model = await buildCsatReport(
      csatSource({
        result: {
          complete: false,
          incompleteBecause: ['provisional'],
          provisionalSince: '2026-11-13T00:00:00.000Z',
        },
      }),
    );
    expect(model.certificate.because[0]?.meaning).toContain('at or after 13 Nov 2026, 01:00:00');
    expect(model.figures.every(({ caveats }) => caveats.includes('not complete'))).toBe(true);
  });
});
