import type { AuditEntry } from "@fairflow/db";

/** Who reports: for the audit trail, and as what is recorded names its author. */
export interface Reporter {
  readonly actor: AuditEntry["actor"];
  readonly author: string;
}
