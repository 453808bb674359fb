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
