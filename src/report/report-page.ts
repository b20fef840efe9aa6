import type { Process, StartedProcess } from '../domain/names.js';
import { buildCsatReport } from './builders/csat.js';
import { buildInsightsReport } from './builders/insights.js';
import { buildSentimentReport } from './builders/sentiment.js';
import { buildSessionReport } from './builders/session.js';
import type { BuildReport, ReportSource } from './builders/report-source.js';
import { renderReport } from './render-report.js';

const BUILDERS: Readonly<Record<StartedProcess, BuildReport>> = {
  csat: buildCsatReport,
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
