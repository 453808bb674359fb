import { readClock, type Keyring } from "@fairflow/db";
import type { FactDeps } from "../facts/telling.ts";
import { servedVisits } from "./planned-attempts.ts";
import { recordResultsIn } from "./record-results.ts";

/**
 * A person's answer about a message of which no provider knows: sent, and its runs go on; not sent, and they ask the
 * gate for another (I6).
 *
 * @returns false where it is not in doubt any more
 */
export function settleDoubt(
  deps: FactDeps,
  answer: { readonly attemptId: string; readonly wasSent: boolean; readonly author: string },
  keyring: Pick<Keyring, "encrypt">,
): Promise<boolean> {
  return deps.database.transaction(async (tx) => {
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
    await recordResultsIn(deps, tx, { outcomes: [outcome], keyring, now });
    await tx.sql`
      update task set status = 'done', outcome = ${answer.wasSent ? "sent" : "not-sent"}, closed_at = ${now},
        closed_by = ${answer.author}
      where attempt_id = ${attempt.id} and kind = 'in_doubt' and status = 'open'`;
    return true;
  });
}
