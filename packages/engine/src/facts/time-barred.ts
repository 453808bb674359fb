import { loadHolds, readClock, type Transaction } from "@fairflow/db";
import type { FactDeps } from "./telling.ts";
import { judgeSteps } from "./task-steps.ts";
import { termsNow } from "./terms-now.ts";

/** What no law lets anybody do with a debt that is too old. */
const STEP = "commence_legal_proceedings";
const ON_RECORD = "time_barred";

/**
 * Which of a debtor's accounts are too old to be sued for, by the law or on record: of these nobody may be brought to
 * acknowledge anything. What the gate cannot judge counts as too old.
 */
export async function timeBarredAccounts(
  deps: FactDeps,
  tx: Transaction,
  of: {
    readonly debtorId: string;
    readonly clientId: string;
    readonly accountIds: readonly string[];
  },
): Promise<ReadonlySet<string>> {
  const { debtorId, clientId, accountIds } = of;
  const { now } = await readClock(tx);
  const questions = accountIds.map((accountId) => ({ debtorId, accountId, clientId, step: STEP }));
  const [{ law }, holds, judgements] = await Promise.all([
    termsNow(deps, tx),
    loadHolds(tx, [debtorId], now),
    judgeSteps(deps, tx, questions),
  ]);
  const bars = new Set(
    [...law.packs.values()].flatMap(({ timeBars }) => timeBars.map(({ id }): string => id)),
  );
  const onRecord = holds.filter(({ state }) => state === ON_RECORD);
  return new Set(
    accountIds.filter((accountId, index) => {
      if (onRecord.some((hold) => hold.accountId === null || hold.accountId === accountId)) {
        return true;
      }
      const verdict = judgements[index]?.verdict;
      if (verdict === undefined) return true;
      if (verdict.kind === "allowed") return false;
      const isFault = verdict.kind === "forbidden" && verdict.reason === "case-unreadable";
      return isFault || verdict.rules.some((rule) => bars.has(rule));
    }),
  );
}
