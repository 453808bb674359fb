import type { Transaction } from "./connect.ts";

export interface AuditEntry {
  readonly actor: { readonly kind: "user" | "system" | "debtor" | "api"; readonly id?: string };
  /** `flow.publish`, `sending.pause`. */
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string };
  /** Ids, numbers and codes; never personal data. */
  readonly before?: unknown;
  readonly after?: unknown;
  readonly reason?: string | undefined;
  readonly ip?: string | undefined;
}

/** Appends to the trail in the transaction of what it tells of. */
export async function recordAudit(tx: Transaction, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.sql`
    insert into audit (actor_kind, actor_id, action, subject_kind, subject_id, before, after, reason, ip)
    select * from unnest(
      ${entries.map(({ actor }) => actor.kind)}::text[], ${entries.map(({ actor }) => actor.id ?? null)}::text[],
      ${entries.map(({ action }) => action)}::text[], ${entries.map(({ subject }) => subject.kind)}::text[],
      ${entries.map(({ subject }) => subject.id)}::text[], ${entries.map(({ before }) => jsonOrNull(before))}::jsonb[],
      ${entries.map(({ after }) => jsonOrNull(after))}::jsonb[], ${entries.map(({ reason }) => reason ?? null)}::text[],
      ${entries.map(({ ip }) => ip ?? null)}::inet[])`;
}

function jsonOrNull(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
