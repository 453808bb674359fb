import { recordAudit, startDueVersions, type Transaction } from "@fairflow/db";
import { askToEnrol } from "./ask-to-enrol.ts";
import type { Jobs } from "./jobs.ts";

/** Lets the versions begin that were published for a time which has come; those whom they admit enter once this commits. */
export async function beginDueVersions(jobs: Jobs, tx: Transaction, now: Date): Promise<void> {
  const started = await startDueVersions(tx, now);
  if (started.length === 0) return;
  await recordAudit(
    tx,
    started.map(({ flowId, number, status }) => ({
      actor: { kind: "system" as const },
      action: "flow.begin",
      subject: { kind: "flow", id: flowId },
      after: { version: number, status },
    })),
  );
  await askToEnrol(jobs, tx);
}
