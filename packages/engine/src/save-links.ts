import { BYTEAS, type Keyring, type Sql } from "@fairflow/db";
import { createHash } from "node:crypto";
import type { DebtorChanges, NewLink } from "./batch-changes.ts";
import { isoTime } from "./iso-time.ts";

/** Payment links carry a token that is made anew from the link key whenever it is needed; only its hash is stored. */
export async function saveLinks(
  sql: Sql,
  changes: readonly DebtorChanges[],
  { nowMs, keyring }: { readonly nowMs: number; readonly keyring: Pick<Keyring, "linkToken"> },
): Promise<void> {
  const links = changes.flatMap((each) => each.links);
  if (links.length === 0) return;
  const hashes = links.map(({ id }) => tokenHash(keyring.linkToken(id, "pay")));
  await sql`
    insert into payment_link (id, debtor_id, account_ids, run_id, node_id, visit, token_hash, purpose, amount_kind,
      settlement_percent, minimum_amount, created_at, expires_at)
    select id, debtor_id, account_ids::uuid[], run_id, node_id, visit, token_hash, 'pay', amount_kind,
      settlement_percent, minimum_amount, ${isoTime(nowMs)}::timestamptz, expires_at
    from unnest(
      ${links.map(({ id }) => id)}::uuid[], ${links.map(({ debtorId }) => debtorId)}::uuid[],
      ${links.map(({ accountIds }) => `{${accountIds.join(",")}}`)}::text[],
      ${links.map(({ runId }) => runId)}::uuid[], ${links.map(({ nodeId }) => nodeId)}::text[],
      ${links.map(({ visit }) => visit)}::int[], ${sql.typed(hashes, BYTEAS)}::bytea[],
      ${links.map(({ link }) => link.amount.kind)}::text[], ${links.map(percentOf)}::smallint[],
      ${links.map(minimumOf)}::bigint[], ${links.map(({ link }) => isoTime(link.expiresMs))}::timestamptz[]
    ) as made (id, debtor_id, account_ids, run_id, node_id, visit, token_hash, amount_kind, settlement_percent,
      minimum_amount, expires_at)`;
}

/** SHA-256: what is stored of a link's token. */
export function tokenHash(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

function percentOf({ link: { amount } }: NewLink): number | null {
  return amount.kind === "settlement" ? amount.percent : null;
}

function minimumOf({ link: { amount } }: NewLink): number | null {
  return amount.kind === "part" ? amount.minimumMinor : null;
}
