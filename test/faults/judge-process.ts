import type { FaultInput } from '../../simulator/faults/fault.js';
import type { SentimentResult } from '../../src/index.js';
import type { Organisation } from '../../simulator/organisation.js';
import type { FaultCase } from './fault-case.js';
import type { ProcessEnd } from './process-end.js';
import { finalFailureOf, possibleFailuresOf, possibleReasonsOf } from './stated.js';
import { truthOf, type TrueSentiment } from './truth.js';

const ACTION_THRESHOLD = 40;
const TOLERANCE = 1e-9;

const needsAction = ({ score }: TrueSentiment): boolean =>
  score !== null && ((score + 1) / 2) * 100 < ACTION_THRESHOLD;

const countOf = <T>(values: readonly T[], holds: (value: T) => boolean): number =>
  values.filter(holds).length;

/** Everything of a complete result that the organisation alone decides. */
function figuresOf(truth: readonly TrueSentiment[]) {
  const scores = truth.flatMap(({ score }) => (score === null ? [] : [score]));
  return {
    unique: truth.length,
    scored: scores.length,
    unscored: countOf(truth, ({ status }) => status === 'unscored'),
    invalid: countOf(truth, ({ status }) => status === 'invalid'),
    unknown: countOf(truth, ({ status }) => status === 'unknown'),
    positive: countOf(truth, ({ polarity }) => polarity === 'positive'),
    neutral: countOf(truth, ({ polarity }) => polarity === 'neutral'),
    negative: countOf(truth, ({ polarity }) => polarity === 'negative'),
    actionRequired: countOf(truth, needsAction),
    meanScore: scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length,
  };
}

function differences(result: SentimentResult, expected: ReturnType<typeof figuresOf>): string[] {
  const { meanScore, actionRequired } = result;
  const seen: Record<string, number | null> = { ...result.counts, actionRequired, meanScore };
  return Object.entries(expected)
    .filter(
      ([name, value]) =>
        Math.abs((seen[name] ?? NaN) - (value ?? NaN)) > TOLERANCE ||
        (seen[name] === null) !== (value === null),
    )
    .map(([name, value]) => `${name} is ${String(seen[name])} instead of ${String(value)}`);
}

/** What the platform was told, against what the run says that it told it. */
function complaintsAboutCoaching(
  { coaching, actionRequired }: SentimentResult,
  { effects, report }: ProcessEnd,
): string[] {
  const refused = report.faults
    .filter(({ where, what }) => where === 'coaching' && what.kind === 'status' && what.status === 422)
    .reduce((sum, { fired }) => sum + fired, 0);
  const complaints: string[] = [];
  if (coaching.delivered + coaching.failed !== actionRequired)
    complaints.push(`${coaching.delivered} delivered and ${coaching.failed} failed of ${actionRequired}`);
  if (coaching.failed > refused) complaints.push(`${coaching.failed} failed, ${refused} were refused`);
  if (effects.length < coaching.delivered || effects.length > coaching.delivered + coaching.failed)
    complaints.push(`${effects.length} effects of ${coaching.delivered} deliveries`);
  const subjects = new Set(
    effects.map(({ body }) => Reflect.get(body as object, 'agent_interaction') as string),
  );
  if (subjects.size !== effects.length) complaints.push('a conversation was told twice');
  return complaints;
}

function complaintsAboutFailure(
  failure: string,
  happened: readonly FaultInput[],
  { effects }: ProcessEnd,
): string[] {
  const explained = happened.some((fault) => (possibleFailuresOf(fault) as string[]).includes(failure));
  return [
    ...(explained ? [] : [`failed with ${failure}, which no fault that happened explains`]),
    ...(effects.length > 0 ? [`${effects.length} effects of a run that failed`] : []),
  ];
}

function complaintsAboutResult(
  result: SentimentResult,
  happened: readonly FaultInput[],
  end: ProcessEnd,
  truth: readonly TrueSentiment[],
): string[] {
  const ignored = happened.filter((fault) => finalFailureOf(fault) !== null);
  const possible = new Set(happened.flatMap(possibleReasonsOf));
  const unexplained = result.incompleteBecause.filter((reason) => !possible.has(reason));
  const stopped = possible.has('repeatedPageToken') || possible.has('modelUnavailable');
  // A count that is wrong is no reason for a row to be missing.
  const isWhole = result.complete || !stopped;
  return [
    ...ignored.map(({ what }) => `went on after ${what.kind}`),
    ...unexplained.map((reason) => `incomplete because of ${reason}, unexplained`),
    ...(isWhole ? differences(result, figuresOf(truth)) : []),
    ...(result.counts.unique > truth.length ? ['rows were invented'] : []),
    ...complaintsAboutCoaching(result, end),
  ];
}

function complaintsAboutEnd({ expected, faults }: FaultCase, { outcome, report }: ProcessEnd): string[] {
  if (expected.end === 'stated') return [];
  const seen =
    'failure' in outcome
      ? `failure ${outcome.failure}`
      : `because of [${outcome.result.incompleteBecause.join()}]`;
  const isAsExpected =
    expected.end === 'failure'
      ? 'failure' in outcome && outcome.failure === expected.type
      : 'result' in outcome &&
        (expected.end === 'result'
          ? outcome.result.complete
          : outcome.result.incompleteBecause.includes(expected.because));
  // A limit that is told in every answer is kept to: nothing is left to refuse.
  const idle = faults.filter(
    ({ what }, index) => what.kind !== 'minuteLimit' && report.faults[index]?.fired === 0,
  );
  return [
    ...(isAsExpected ? [] : [`expected ${JSON.stringify(expected)}, saw ${seen}`]),
    ...idle.map(({ what }) => `${what.kind} never happened`),
  ];
}

/** What is wrong with the end of a run, in words; empty when it is the truth, or stated as the documentation says. */
export function complaintsAboutProcess(
  organisation: Organisation,
  faultCase: FaultCase,
  end: ProcessEnd,
): string[] {
  const { faults } = faultCase;
  const happened = faults.filter((_, index) => (end.report.faults[index]?.fired ?? 0) > 0);
  const truth = [...truthOf(organisation, end.window, faults).values()];
  const { outcome } = end;
  return [
    ...complaintsAboutEnd(faultCase, end),
    ...('failure' in outcome
      ? complaintsAboutFailure(outcome.failure, happened, end)
      : complaintsAboutResult(outcome.result, happened, end, truth)),
  ];
}
