import type { AuditHead } from '../../domain/audit-entry.js';
import type { StoredRun } from '../../store/runs.js';
import type { Fact } from '../model.js';
import { countedText } from '../number-text.js';
import { instantText } from '../time-text.js';

type Evidence = { readonly run: StoredRun; readonly timeZone: string; readonly auditHead: AuditHead };

/** Which run it was, and how to prove that its audit is still whole. */
export const evidenceOf = ({ run, timeZone, auditHead }: Evidence, own: readonly Fact[]): Fact[] => [
  { name: 'Workflow', value: run.workflowId },
  { name: 'Run', value: run.runId },
  { name: 'Started', value: instantText(run.startedAt, timeZone) },
  { name: 'Finished', value: run.finishedAt ? instantText(run.finishedAt, timeZone) : 'unknown' },
  ...own,
  {
    name: 'Audit',
    value: `${countedText(auditHead.count, 'chained entry', 'chained entries')} when the run ended`,
  },
  { name: 'To check', value: `client audit verify --head ${auditHead.count}:${auditHead.hash}` },
];
