import { readClock, recordAudit, type AuditEntry, type Transaction } from "@fairflow/db";
import type { Author } from "../facts/telling.ts";

/** Who acts on a line, and which state of it they saw. */
export interface CashActor {
  readonly author: Author;
  readonly actor: AuditEntry["actor"];
}

export interface LineAct extends CashActor {
  readonly lineId: string;
  /** Undefined where nobody looked first: what happened meanwhile then shows in the rest alone. */
  readonly revision?: number | undefined;
}

/** Why an act is not done. */
export type CashRefusal =
  | "unknown"
  | "unknown-account"
  | "other-currency"
  | "closed-account"
  | "more-than-owed"
  | "more-than-rest"
  | "wrong-direction"
  | "not-in-yet"
  | "not-live"
  | "gone-back"
  | "same-person"
  | "already-approved"
  | "parts-in-use"
  | "other-total"
  | "less-than-payout";

export type CashOutcome =
  | { readonly kind: "done"; readonly lineId: string; readonly allocationIds: readonly string[] }
  /** Somebody else was at the line since it was seen. */
  | { readonly kind: "changed"; readonly by: Author; readonly at: Date }
  | { readonly kind: "refused"; readonly why: CashRefusal };

export function refused(why: CashRefusal): CashOutcome {
  return { kind: "refused", why };
}

export interface LockedLine {
  readonly id: string;
  readonly key: string;
  readonly amount: number;
  readonly currency: string;
  readonly valueDate: string;
  readonly bookingDate: string;
  readonly rest: number;
  readonly isIn: boolean;
  readonly revision: number;
  readonly actedBy: string | null;
  readonly actedAt: Date | null;
  /** How often a part of it was ever put to something: numbers the next one. */
  readonly allocations: number;
}

/** Locks a line until the transaction ends. Debtors are locked before it. */
export async function lockLine(
  { sql }: Transaction,
  act: Pick<LineAct, "lineId" | "revision">,
): Promise<LockedLine | CashOutcome> {
  await sql`select from statement_line where id = ${act.lineId} for no key update`;
  const [line] = await sql<LockedLine[]>`
    select id, key, amount, currency, value_date as "valueDate", booking_date as "bookingDate", rest, is_in as "isIn",
      revision, acted_by as "actedBy", acted_at as "actedAt",
      (select count(*) from allocation where line_id = statement_line.id)::int as allocations
    from statement_line where id = ${act.lineId}`;
  if (line === undefined) return refused("unknown");
  const { revision, actedBy, actedAt } = line;
  if (act.revision !== undefined && act.revision !== revision) {
    return { kind: "changed", by: actedBy ?? "system", at: actedAt ?? new Date(0) };
  }
  return line.isIn ? line : refused("not-in-yet");
}

export interface NewAllocation {
  readonly id: string;
  readonly kind: "account" | "refund" | "aside" | "split" | "payout";
  /** With the sign of the line. */
  readonly amount: number;
  readonly accountId?: string | undefined;
  readonly paymentId?: string | undefined;
  readonly remittanceId?: string | undefined;
  readonly gateway?: string | undefined;
  readonly reason?: string | undefined;
  readonly evidence?: unknown;
}

/** Writes down to what parts of a locked line were put, and who did it. */
export async function saveAllocations(
  tx: Transaction,
  of: {
    readonly line: LockedLine;
    readonly by: CashActor;
    readonly allocations: readonly NewAllocation[];
    readonly action: string;
  },
): Promise<CashOutcome> {
  const { line, by, allocations, action } = of;
  const { now } = await readClock(tx);
  await tx.sql`
    insert into allocation (id, line_id, kind, amount, account_id, payment_id, remittance_id, gateway, reason, evidence, made_by,
      made_at)
    select i.id, ${line.id}::uuid, i.kind, i.amount, i."accountId", i."paymentId", i."remittanceId", i.gateway, i.reason, i.evidence,
      ${by.author}, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(allocations)}::jsonb) as i (id uuid, kind text, amount bigint,
      "accountId" uuid, "paymentId" uuid, "remittanceId" uuid, gateway text, reason text, evidence jsonb)`;
  const put = allocations.reduce((sum, { amount }) => sum + amount, 0);
  await touchLine(tx, { lineId: line.id, restBy: -put, by, now });
  await recordAudit(
    tx,
    allocations.map(
      ({ id, kind, amount, accountId, paymentId, remittanceId, gateway, reason }) => ({
        actor: by.actor,
        action,
        subject: { kind: "statement_line", id: line.id },
        after: { allocationId: id, kind, amount, accountId, paymentId, remittanceId, gateway },
        reason,
      }),
    ),
  );
  return { kind: "done", lineId: line.id, allocationIds: allocations.map(({ id }) => id) };
}

/** Moves a line's rest, and tells whoever looks at it that it is not what they saw. */
export async function touchLine(
  { sql }: Transaction,
  of: {
    readonly lineId: string;
    readonly restBy: number;
    readonly by: CashActor;
    readonly now: Date;
  },
): Promise<void> {
  await sql`
    update statement_line set rest = rest + ${of.restBy}, revision = revision + 1, acted_by = ${of.by.author},
      acted_at = ${of.now}
    where id = ${of.lineId}`;
}

export function isLine(found: LockedLine | CashOutcome): found is LockedLine {
  return !("kind" in found);
}
