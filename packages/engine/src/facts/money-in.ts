import type { AccountMovement, Transaction } from "@fairflow/db";
import type { OutsideEventKind } from "../outside-event.ts";
import { stopAskingFor } from "./stop-asking.ts";
import { tell, type FactDeps, type Told } from "./telling.ts";

/** What money that was booked means: what it settles is asked for no more (I7), and the runs are told. */
export async function settleByMoney(
  deps: FactDeps,
  tx: Transaction,
  of: {
    readonly movements: readonly AccountMovement[];
    readonly paymentId: string;
    readonly amounts: ReadonlyMap<string, number>;
    readonly now: Date;
  },
): Promise<void> {
  const { movements, paymentId, amounts, now } = of;
  const events = movements.map((movement): Told => {
    const { debtorId, accountId } = movement;
    const payload = { paymentId, amount: amounts.get(accountId) ?? 0 };
    return { debtorId, accountId, kind: meaningOf(movement), payload };
  });
  for (const { debtorId, accountId, kind } of events) {
    if (accountId === undefined || kind === "payment.part") continue;
    await stopAskingFor(tx, { debtorId, accountId, reason: "paid", now });
  }
  await tell(deps, tx, { events, now });
}

/** What a booking means to the runs: the portfolio's small-balance tolerance is in the account's status. */
function meaningOf({ status, statusBefore }: AccountMovement): OutsideEventKind {
  if (status === "paid") return "payment.full";
  return status === "cured" && statusBefore !== "cured" ? "payment.cured" : "payment.part";
}
