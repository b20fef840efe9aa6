import type { AuditHead, SpeechQueryEntry } from '../domain/audit-entry.js';
import type { AuditStore } from '../store/audit.js';

type Deps = { readonly audit: Pick<AuditStore, 'append'> };

export type AuditCsatInput = { readonly runId: string; readonly entry: SpeechQueryEntry };

/** Safe to repeat: a run is recorded once. */
export const createAuditCsat = ({ audit }: Deps) =>
  async function auditCsat({ runId, entry }: AuditCsatInput): Promise<AuditHead> {
    return audit.append([{ source: `run/${runId}`, entry }]);
  };
