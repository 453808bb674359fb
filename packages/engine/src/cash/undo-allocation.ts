import { lockDebtors, readClock, recordAudit, type Transaction } from "@fairflow/db";
import { giveAgainIn, takeBackIn } from "../facts/money-back.ts";
import type { PaymentPart } from "../facts/payments.ts";
import type { FactDeps } from "../facts/telling.ts";
import { freePayments } from "./book-payout.ts";
import {
  isLine,
  lockLine,
  refused,
  touchLine,
  type CashActor,
  type CashOutcome,
  type CashRefusal,
} from "./cash-act.ts";
import { BANK, putToAccountsIn } from "./put-to-accounts.ts";

export interface Undoing extends CashActor {
  readonly allocationId: string;
  readonly reason: string;
  /** Of the line, as it was seen. */
  readonly revision?: number | undefined;
}

interface AllocationRow {
  readonly id: string;
  readonly lineId: string;
  readonly kind: "account" | "refund" | "aside" | "split" | "payout";
  readonly amount: number;
  readonly accountId: string | null;
  readonly debtorId: string | null;
  readonly paymentId: string | null;
  readonly remittanceId: string | null;
  readonly isReversed: boolean;
  readonly isApproved: boolean;
}

/** Takes back what was put to something, with the reason: the money stands on the desk again. */
export async function undoAllocationIn(
  deps: FactDeps,
  tx: Transaction,
  undoing: Undoing,
): Promise<CashOutcome> {
  const known = await readAllocation(tx, undoing.allocationId);
  if (known === undefined) return refused("unknown");
  if (known.debtorId !== null) await lockDebtors(tx, [known.debtorId]);
  const line = await lockLine(tx, { lineId: known.lineId, revision: undoing.revision });
  if (!isLine(line)) return line;
  const allocation = await readAllocation(tx, undoing.allocationId);
  if (allocation === undefined || allocation.isReversed) return refused("not-live");
  const why = await undo(deps, tx, { allocation, undoing });
  if (why !== undefined) return refused(why);
  const { now } = await readClock(tx);
  const { id, lineId, amount, kind } = allocation;
  await tx.sql`
    update allocation set reversed_by = ${undoing.author}, reversed_at = ${now}, reversed_reason = ${undoing.reason}
    where id = ${id}`;
  await touchLine(tx, { lineId, restBy: amount, by: undoing, now });
  await recordAudit(tx, [
    {
      actor: undoing.actor,
      action: "cash.undo",
      subject: { kind: "statement_line", id: lineId },
      before: { allocationId: id, kind, amount, accountId: allocation.accountId },
      reason: undoing.reason,
    },
  ]);
  return { kind: "done", lineId, allocationIds: [id] };
}

/** Takes an allocation back and puts its money to other accounts, both or neither. */
export async function moveAllocationIn(
  deps: FactDeps,
  tx: Transaction,
  { parts, ...undoing }: Undoing & { readonly parts: readonly PaymentPart[] },
): Promise<CashOutcome> {
  const allocation = await readAllocation(tx, undoing.allocationId);
  if (allocation === undefined) return refused("unknown");
  const { sql } = tx;
  const others = await sql<{ debtorId: string }[]>`
    select debtor_id as "debtorId" from account
    where id = any(${parts.map(({ accountId }) => accountId)}::uuid[])`;
  const debtorIds = [...others.map(({ debtorId }) => debtorId), allocation.debtorId];
  // All at once, since locks are taken in the order of ids.
  await lockDebtors(
    tx,
    debtorIds.filter((id) => id !== null),
  );
  const undone = await undoAllocationIn(deps, tx, undoing);
  if (undone.kind !== "done") return undone;
  const evidence = { reasons: [`Moved from another account: ${undoing.reason}`] };
  const { lineId } = allocation;
  return putToAccountsIn(deps, tx, { ...undoing, revision: undefined, lineId, parts, evidence });
}

async function undo(
  deps: FactDeps,
  tx: Transaction,
  { allocation, undoing }: { readonly allocation: AllocationRow; readonly undoing: Undoing },
): Promise<CashRefusal | undefined> {
  const { id, kind, paymentId, amount, remittanceId, isApproved } = allocation;
  if (kind === "refund" && isApproved) return "already-approved";
  if (kind === "split" && remittanceId !== null) return closeRemittance(tx, remittanceId);
  if (kind === "payout") await freePayments(tx, id);
  if (paymentId === null) return undefined;
  const { author } = undoing;
  const back = { paymentId, amount: Math.abs(amount), source: BANK, externalId: id, author };
  if (amount < 0) {
    await giveAgainIn(deps, tx, back);
    return undefined;
  }
  const left = await leftOf(tx, paymentId);
  if (left < amount) return "gone-back";
  await takeBackIn(deps, tx, back);
  return undefined;
}

async function leftOf({ sql }: Transaction, paymentId: string): Promise<number> {
  const [row] = await sql<{ left: number }[]>`
    select (-coalesce(sum(amount), 0))::bigint as left from ledger_entry where payment_id = ${paymentId}`;
  return row?.left ?? 0;
}

/** The list waits for its deposit again, as long as nothing of it was put to an account. */
async function closeRemittance(
  { sql }: Transaction,
  remittanceId: string,
): Promise<CashRefusal | undefined> {
  const lines = await sql<{ id: string; rest: number; amount: number }[]>`
    select id, rest, amount from statement_line
    where id in (select line_id from statement_entry where statement_id = ${remittanceId})
    order by id for no key update`;
  if (lines.some(({ rest, amount }) => rest !== amount)) return "parts-in-use";
  await sql`
    update statement_line set is_in = false, revision = revision + 1
    where id = any(${lines.map(({ id }) => id)}::uuid[])`;
  return undefined;
}

async function readAllocation(
  { sql }: Transaction,
  id: string,
): Promise<AllocationRow | undefined> {
  const [row] = await sql<AllocationRow[]>`
    select a.id, a.line_id as "lineId", a.kind, a.amount, a.account_id as "accountId", account.debtor_id as "debtorId",
      a.payment_id as "paymentId", a.remittance_id as "remittanceId", a.reversed_at is not null as "isReversed",
      a.approved_at is not null as "isApproved"
    from allocation a left join account on account.id = a.account_id where a.id = ${id}`;
  return row;
}
