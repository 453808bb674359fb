import { newId, readClock, recordAudit, type Transaction } from "@fairflow/db";
import {
  isLine,
  lockLine,
  refused,
  saveAllocations,
  touchLine,
  type CashActor,
  type CashOutcome,
  type LineAct,
} from "./cash-act.ts";

interface Part extends LineAct {
  /** With the sign of the line; all that is left of it where absent. */
  readonly amount?: number | undefined;
  readonly reason: string;
}

/** Says of money that it is no debtor's: a bank's charge, an agency's fee, our own transfer, a gateway's payout. */
export function setAsideIn(tx: Transaction, act: Part): Promise<CashOutcome> {
  return putElsewhere(tx, act, "aside");
}

/** Asks for money that came in to be paid back. A second person says yes before anybody pays it. */
export function askRefundIn(tx: Transaction, act: Part): Promise<CashOutcome> {
  return putElsewhere(tx, act, "refund");
}

async function putElsewhere(
  tx: Transaction,
  act: Part,
  kind: "aside" | "refund",
): Promise<CashOutcome> {
  const line = await lockLine(tx, act);
  if (!isLine(line)) return line;
  const amount = act.amount ?? line.rest;
  if (kind === "refund" && line.amount < 0) return refused("wrong-direction");
  if (amount === 0 || Math.sign(amount) !== Math.sign(line.amount)) {
    return refused(line.rest === 0 ? "more-than-rest" : "wrong-direction");
  }
  if (Math.abs(amount) > Math.abs(line.rest)) return refused("more-than-rest");
  const allocation = { id: newId(), kind, amount, reason: act.reason };
  const action = kind === "refund" ? "cash.ask_refund" : "cash.set_aside";
  return saveAllocations(tx, { line, by: act, allocations: [allocation], action });
}

/** Says yes to a refund; never who asked for it. To say no, the allocation is undone. */
export async function approveRefundIn(
  tx: Transaction,
  act: CashActor & { readonly allocationId: string },
): Promise<CashOutcome> {
  const { sql } = tx;
  const [known] = await sql<{ lineId: string }[]>`
    select line_id as "lineId" from allocation where id = ${act.allocationId} and kind = 'refund'`;
  if (known === undefined) return refused("unknown");
  const line = await lockLine(tx, known);
  if (!isLine(line)) return line;
  const [refund] = await sql<
    { madeBy: string; isOpen: boolean; isApproved: boolean; amount: number }[]
  >`
    select made_by as "madeBy", reversed_at is null as "isOpen", approved_at is not null as "isApproved", amount
    from allocation where id = ${act.allocationId}`;
  if (refund === undefined || !refund.isOpen) return refused("not-live");
  if (refund.isApproved) return refused("already-approved");
  if (refund.madeBy === act.author) return refused("same-person");
  const { now } = await readClock(tx);
  await sql`
    update allocation set approved_by = ${act.author}, approved_at = ${now} where id = ${act.allocationId}`;
  await touchLine(tx, { lineId: line.id, restBy: 0, by: act, now });
  await recordAudit(tx, [
    {
      actor: act.actor,
      action: "cash.approve_refund",
      subject: { kind: "statement_line", id: line.id },
      after: { allocationId: act.allocationId, amount: refund.amount },
    },
  ]);
  return { kind: "done", lineId: line.id, allocationIds: [act.allocationId] };
}
