import type { CsatStore } from '../../store/csat.js';
import type { ReportStore } from '../../store/reports.js';
import type { StoredRun } from '../../store/runs.js';
import type { ReportModel } from '../model.js';

/** A completed run, where its rows are, and how times are to be read. */
export type ReportSource = {
  readonly run: StoredRun;
  readonly reports: ReportStore;
  readonly csat: Pick<CsatStore, 'conversations' | 'rounds' | 'groups'>;
  /** IANA; days begin and end in it. */
  readonly timeZone: string;
  readonly madeAt: Date;
};

export type BuildReport = (source: ReportSource) => Promise<ReportModel>;
