import { BYTEAS, type Keyring, type Sql } from "@fairflow/db";
import { tokenHash } from "../save-links.ts";

/** Where the page stands on which whoever has an address says what may come to it. */
export const PREFERENCES_PATH = "/u";

/** The token of an address, made again whenever a message carries it. */
export function preferencesToken(keyring: Pick<Keyring, "linkToken">, addressId: string): string {
  return keyring.linkToken(addressId, "preferences");
}

/** Makes the links of addresses work. One that was made before stays as it is: an opt-out is never too late. */
export async function savePreferencesLinks(
  sql: Sql,
  keyring: Pick<Keyring, "linkToken">,
  of: { readonly addressIds: readonly string[]; readonly now: Date },
): Promise<void> {
  const addressIds = [...new Set(of.addressIds)];
  if (addressIds.length === 0) return;
  const hashes = addressIds.map((id) => tokenHash(preferencesToken(keyring, id)));
  await sql`
    insert into preference_link (token_hash, address_id, created_at)
    select token_hash, address_id, ${of.now}
    from unnest(${sql.typed(hashes, BYTEAS)}::bytea[], ${addressIds}::uuid[]) as made (token_hash, address_id)
    order by token_hash
    on conflict (token_hash) do nothing`;
}
