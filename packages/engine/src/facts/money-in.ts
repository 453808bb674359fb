import type { AccountMovement, Transaction } from "@fairflow/db";
import type { OutsideEventKind } from "../outside-event.ts";
import { tell, type FactDeps, type Told } from "./telling.ts";
import { withdrawPlanned } from "./withdraw-planned.ts";

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
    await Promise.all([
      withdrawPlanned(tx, { debtorId, accountId, now }),
      closeDesk(tx, { accountId, now }),
    ]);
  }
  await tell(deps, tx, { events, now });
}

/** What a booking means to the runs: the portfolio's small-balance tolerance is in the account's status. */
function meaningOf({ status, statusBefore }: AccountMovement): OutsideEventKind {
  if (status === "paid") return "payment.full";
  return status === "cured" && statusBefore !== "cured" ? "payment.cured" : "payment.part";
}

/** What people and links still asked for about a debt that is settled. A link for several stays while one of them is not. */
async function closeDesk(
  { sql }: Transaction,
  { accountId, now }: { readonly accountId: string; readonly now: Date },
): Promise<void> {
  await Promise.all([
    sql`
      update task set status = 'cancelled', closed_at = ${now}, closed_by = 'system'
      where account_id = ${accountId} and status = 'open' and kind in ('review', 'call', 'visit', 'claims_paid')`,
    sql`
      update payment_link set revoked_at = ${now}, revoked_reason = 'paid'
      where debtor_id = (select debtor_id from account where id = ${accountId}) and ${accountId} = any(account_ids)
        and revoked_at is null and purpose = 'pay'
        and not exists (select from account where id = any(account_ids) and status = 'open')`,
  ]);
}
