import { readClock, type Transaction } from "@fairflow/db";
import type { FactDeps } from "../facts/telling.ts";
import { servedVisits } from "./planned-attempts.ts";
import { recordResultsIn } from "./record-results.ts";

export interface DoubtAnswer {
  readonly attemptId: string;
  readonly wasSent: boolean;
  readonly author: string;
}

/**
 * A person's answer about a message of which no provider knows: sent, and its runs go on; not sent, and they ask the
 * gate for another (I6).
 *
 * @returns false where it is not in doubt any more
 */
export function settleDoubt(deps: FactDeps, answer: DoubtAnswer): Promise<boolean> {
  return deps.database.transaction((tx) => settleDoubtIn(deps, tx, answer));
}

/** `settleDoubt` as a part of a transaction. */
export async function settleDoubtIn(
  deps: FactDeps,
  tx: Transaction,
  answer: DoubtAnswer,
): Promise<boolean> {
  const [attempt] = await tx.sql<
    { id: string; shard: number; debtor_id: string; tries: number; provider: string | null }[]
  >`
    select id, shard, debtor_id, tries, provider from attempt where id = ${answer.attemptId} and status = 'in_doubt'`;
  if (attempt === undefined) return false;
  const { now } = await readClock(tx);
  const visits = await servedVisits(tx.sql, [attempt]);
  const outcome = {
    attemptId: attempt.id,
    shard: attempt.shard,
    debtorId: attempt.debtor_id,
    tries: attempt.tries,
    visits: visits.get(attempt.id) ?? [],
    provider: attempt.provider ?? "unknown",
    result: answer.wasSent
      ? { kind: "accepted" as const, providerId: attempt.id }
      : { kind: "never-arrived" as const, code: "never-arrived" },
  };
  await recordResultsIn(deps, tx, { outcomes: [outcome], keyring: NOTHING_SAID, now });
  await tx.sql`
    update task set status = 'done', outcome = ${answer.wasSent ? "sent" : "not-sent"}, closed_at = ${now},
      closed_by = ${answer.author}
    where attempt_id = ${attempt.id} and kind = 'in_doubt' and status = 'open'`;
  return true;
}

/** Of a message in doubt nobody has the text any more, so that there is nothing to encrypt. */
const NOTHING_SAID = {
  encrypt: (): Uint8Array => {
    throw new Error("A message in doubt has no text to record");
  },
};
