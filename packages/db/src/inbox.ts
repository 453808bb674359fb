import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";
import { newId } from "./ids.ts";

/**
 * Keeps what a provider sent, as it came, encrypted.
 *
 * @returns its id; undefined for one that came before
 */
export async function keepInbox(
  tx: Transaction,
  keyring: Keyring,
  came: { readonly provider: string; readonly providerId: string; readonly body: Uint8Array },
  realNow: Date,
): Promise<string | undefined> {
  const id = newId();
  const body = keyring.encrypt({ table: "inbox", column: "body", row: id }, came.body);
  const [row] = await tx.sql<{ id: string }[]>`
    insert into inbox (id, provider, provider_id, body, received_at)
    values (${id}, ${came.provider}, ${came.providerId}, ${body}, ${realNow})
    on conflict (provider, provider_id) do nothing returning id`;
  return row?.id;
}

export async function settleInbox(
  tx: Transaction,
  id: string,
  outcome: string,
  realNow: Date,
): Promise<void> {
  await tx.sql`update inbox set processed_at = ${realNow}, outcome = ${outcome} where id = ${id}`;
}

/** `settleInbox` for many. */
export async function settleInboxes(
  tx: Transaction,
  settled: readonly { readonly id: string; readonly outcome: string }[],
  realNow: Date,
): Promise<void> {
  if (settled.length === 0) return;
  await tx.sql`
    update inbox set processed_at = ${realNow}, outcome = settled.outcome
    from unnest(
      ${settled.map(({ id }) => id)}::uuid[], ${settled.map(({ outcome }) => outcome)}::text[]
    ) as settled (id, outcome)
    where inbox.id = settled.id`;
}
