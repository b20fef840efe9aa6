import type { CsatFigures, CsatResult } from '../../contracts/correlate-csat.js';
import type { SurveyUnknown } from '../../domain/survey-unknowns.js';
import type { StoredRound } from '../../store/csat.js';
import type { LineChart } from '../charts/chart.js';
import type { Section, Table } from '../model.js';
import { countedText } from '../number-text.js';
import { instantText, lengthText } from '../time-text.js';

type Surveys = {
  readonly rounds: readonly StoredRound[];
  readonly result: CsatResult;
  readonly timeZone: string;
};

/** How answers came in while the run waited, and what nobody told of surveys. */
export const surveySection = (surveys: Surveys): Section => ({
  heading: 'Late surveys',
  blocks: [
    { kind: 'paragraph', text: waitedText(surveys.result) },
    ...(surveys.rounds.length > 1 ? [answersChart(surveys)] : []),
    unknownTable(surveys.result),
  ],
});

function waitedText({ rounds, corrections, waitedFor }: CsatResult): string {
  if (waitedFor === null) return 'Surveys were read once: nobody asked to wait for late ones.';
  const end = waitedFor === 'coverage' ? 'enough were answered' : 'the date was reached';
  const changed =
    corrections === 0
      ? 'no reading changed a figure'
      : `${countedText(corrections, 'reading')} changed figures that had been given, and these here are the last`;
  return `Surveys were read ${countedText(rounds, 'time')}, until ${end}; ${changed}.`;
}

function answersChart({ rounds, timeZone }: Surveys): LineChart {
  const firstMs = rounds[0]?.readAt.getTime() ?? 0;
  const counts = rounds.map(({ figures }) => (figures as CsatFigures).coverage.answered);
  return {
    kind: 'line',
    title: 'Answers known at each reading',
    says: `${countedText(counts[0] ?? 0, 'answer')} at the first reading (${instantText(new Date(firstMs), timeZone)}), ${countedText(counts.at(-1) ?? 0, 'answer')} at the last.`,
    labelName: 'Since the first reading',
    labels: rounds.map(({ readAt }, index) =>
      index === 0 ? 'the first' : lengthText(readAt.getTime() - firstMs),
    ),
    series: [{ name: 'answers', tone: 'accent', values: counts }],
    shape: 'columns',
    digits: 0,
  };
}

const UNKNOWN: Readonly<Record<SurveyUnknown, string>> = {
  surveysSent: 'How many surveys were sent',
  partialResponses: 'Which answers are partial',
  answerLag: 'How long after the conversation each was answered',
  surveyOwner: 'Whose survey it is, where several agents took part',
  queue: 'Which queue it belongs to',
  mediaType: 'Which medium it was',
};

const unknownTable = ({ unknown }: CsatResult): Table => ({
  kind: 'table',
  caption: 'What is not told of surveys here',
  columns: [{ name: 'What' }, { name: 'Known' }],
  rows: (Object.keys(unknown) as SurveyUnknown[]).map((what) => [UNKNOWN[what], null]),
});
