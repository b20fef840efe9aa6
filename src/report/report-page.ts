import type { Process, StartedProcess } from '../domain/names.js';
import { buildInsightsReport } from './builders/insights.js';
import { buildSentimentReport } from './builders/sentiment.js';
import { buildSessionReport } from './builders/session.js';
import type { BuildReport, ReportSource } from './builders/report-source.js';
import { renderReport } from './render-report.js';

/** One for each process that can be started. */
const BUILDERS: Readonly<Record<StartedProcess, BuildReport>> = {
  insights: buildInsightsReport,
  sentiment: buildSentimentReport,
  session: buildSessionReport,
};

export const hasReport = (process: Process): process is StartedProcess => Object.hasOwn(BUILDERS, process);

/** The report of a completed run as one HTML file; whether the run could vouch for its figures. */
export async function reportPage(
  process: StartedProcess,
  source: ReportSource,
): Promise<{ readonly page: string; readonly isComplete: boolean }> {
  const model = await BUILDERS[process](source);
  return { page: renderReport(model), isComplete: model.certificate.isComplete };
}
