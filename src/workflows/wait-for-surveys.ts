import { condition, sleep } from '@temporalio/workflow';
import { provisionalPart } from '../domain/csat-completeness.js';
import { toUtc } from '../domain/interval.js';
import { waitForSurveysMs } from '../domain/survey-schedule.js';
import { wantAgain } from './csat-lists.js';
import type { CsatRun } from './csat-run.js';
import { now } from './now.js';

/** What changes at once is read at once: a model that is taught anew tells of each conversation. */
const GATHER_MS = 15 * 60_000;

/** Why a run need not wait any longer; null while it should. */
export function endOfWaiting({ plan, figures }: CsatRun): 'notAsked' | 'coverage' | 'until' | null {
  const wait = plan.waitForSurveys;
  if (!wait) return 'notAsked';
  const { conversations, answered } = figures?.coverage ?? { conversations: 0, answered: 0 };
  if (wait.coverage !== undefined && conversations > 0 && answered / conversations >= wait.coverage)
    return 'coverage';
  return Date.parse(now()) >= Date.parse(wait.until) ? 'until' : null;
}

/** Waits until surveys are worth another reading, sooner when speech analytics have changed, and makes the next round of it. */
export async function waitForSurveys(run: CsatRun, onWait: () => void): Promise<void> {
  const untilMs = Date.parse(run.plan.waitForSurveys?.until ?? '');
  const nowMs = Date.parse(now());
  const waitMs = waitForSurveysMs({ round: run.round, nowMs, untilMs });
  run.nextReadAt = toUtc(nowMs + waitMs);
  onWait();
  if (await condition(() => run.speechChanged, waitMs)) {
    await sleep(Math.max(0, Math.min(GATHER_MS, untilMs - Date.parse(now()))));
  }
  beginRound(run);
}

function beginRound(run: CsatRun): void {
  const { lists, plan } = run;
  const at = now();
  const hasSettled = provisionalPart(plan.interval, run.speechReadAt) !== provisionalPart(plan.interval, at);
  const withSpeech = run.speechChanged || hasSettled;
  wantAgain(lists.filter(({ kind }) => kind === 'surveys' || withSpeech));
  run.round += 1;
  run.surveysReadAt = at;
  if (withSpeech) run.speechReadAt = at;
  run.speechChanged = false;
  run.news = 0;
  run.nextReadAt = null;
}
