import { BYTEAS } from "./array-types.ts";
import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";
import { newId } from "./ids.ts";

/** What a provider sent. */
export interface CameIn {
  readonly provider: string;
  readonly providerId: string;
  readonly body: Uint8Array;
}

/**
 * Keeps what a provider sent, as it came, encrypted.
 *
 * @returns its id; undefined for one that came before
 */
export async function keepInbox(
  tx: Transaction,
  keyring: Keyring,
  came: CameIn,
  realNow: Date,
): Promise<string | undefined> {
  const [id] = await keepInboxes(tx, keyring, [came], realNow);
  return id;
}

/** `keepInbox` for many. @returns the ids of those that had not come before */
export async function keepInboxes(
  tx: Transaction,
  keyring: Keyring,
  came: readonly CameIn[],
  realNow: Date,
): Promise<readonly string[]> {
  const kept = came.map(({ body, ...each }) => {
    const id = newId();
    const sealed = keyring.encrypt({ table: "inbox", column: "body", row: id }, body);
    return { ...each, id, body: Buffer.from(sealed) };
  });
  const rows = await tx.sql<{ id: string }[]>`
    insert into inbox (id, provider, provider_id, body, received_at)
    select *, ${realNow}::timestamptz from unnest(
      ${kept.map(({ id }) => id)}::uuid[], ${kept.map(({ provider }) => provider)}::text[],
      ${kept.map(({ providerId }) => providerId)}::text[],
      ${tx.sql.typed(
        kept.map(({ body }) => body),
        BYTEAS,
      )}::bytea[]
    )
    on conflict (provider, provider_id) do nothing returning id`;
  return rows.map(({ id }) => id);
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
