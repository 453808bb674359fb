import { readClock, type Transaction } from "@fairflow/db";
import { tell, type FactDeps } from "../facts/telling.ts";

/** A step that asked another system, and the way out that the answer chose. */
export interface AnsweredStep {
  readonly runId: string;
  readonly debtorId: string;
  readonly accountId: string | null;
  readonly nodeId: string;
  readonly visit: number;
  readonly exit: string;
}

/** Tells the run that waits for it; one that has moved past changes nothing (I4). */
export async function stepAnsweredIn(
  { jobs }: Pick<FactDeps, "jobs">,
  tx: Transaction,
  { runId, debtorId, accountId, nodeId, visit, exit }: AnsweredStep,
): Promise<void> {
  const { now } = await readClock(tx);
  await tell({ jobs }, tx, {
    events: [
      {
        debtorId,
        accountId: accountId ?? undefined,
        runId,
        kind: "webhook.answered",
        payload: { node: nodeId, visit, exit },
        cause: `webhook:${runId}:${nodeId}:${visit}`,
      },
    ],
    now,
  });
}
