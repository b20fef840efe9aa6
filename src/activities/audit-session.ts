import type { AuditHead, SessionEntry } from '../domain/audit-entry.js';
import type { AuditStore } from '../store/audit.js';

type Deps = { readonly audit: Pick<AuditStore, 'append'> };

export type AuditSessionInput = { readonly runId: string; readonly entry: SessionEntry };

/** Safe to repeat: a run is recorded once. */
export const createAuditSession = ({ audit }: Deps) =>
  async function auditSession({ runId, entry }: AuditSessionInput): Promise<AuditHead> {
    return audit.append([{ source: `run/${runId}`, entry }]);
  };
