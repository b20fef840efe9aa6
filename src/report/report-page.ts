import type { Process, StartedProcess } from '../domain/names.js';
import { buildInsightsReport } from './builders/insights.js';
import { buildSentimentReport } from './builders/sentiment.js';
import { buildSessionReport } from './builders/session.js';
import type { BuildReport, ReportSource } from './builders/report-source.js';
import { renderReport } from './render-report.js';

/** Not every process that can be started has one. */
const BUILDERS = {
  insights: buildInsightsReport,
  sentiment: buildSentimentReport,
  session: buildSessionReport,
} satisfies Partial<Record<StartedProcess, BuildReport>>;

export type ReportedProcess = keyof typeof BUILDERS;

export const hasReport = (process: Process): process is ReportedProcess => Object.hasOwn(BUILDERS, process);

/** The report of a completed run as one HTML file; whether the run could vouch for its figures. */
export async function reportPage(
  process: ReportedProcess,
  source: ReportSource,
): Promise<{ readonly page: string; readonly isComplete: boolean }> {
  const model = await BUILDERS[process](source);
  return { page: renderReport(model), isComplete: model.certificate.isComplete };
}
