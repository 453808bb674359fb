import type { Transaction } from "@fairflow/db";
import {
  addressesOfLink,
  PREFERENCES_PATH,
  preferencesToken,
  savePreferencesLinks,
  tokenHash,
} from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";

/**
 * Where whoever came by a link says how they may be reached: at the address that it was sent to, where it was one, and where
 * a message has told of that page or the questions of the link were answered.
 */
export async function preferencesPathOf(
  { database, keys }: Pick<AppDeps, "database" | "keys">,
  linkId: string,
): Promise<string | undefined> {
  const addressId = await onlyAddressOf(database, linkId);
  if (addressId === undefined) return undefined;
  const token = preferencesToken(keys(), addressId);
  const known = await database.sql`
    select from preference_link where token_hash = ${tokenHash(token)}`;
  return known.length === 0 ? undefined : `${PREFERENCES_PATH}/${token}`;
}

/** Whoever has answered the questions of a link may say how they are reached, whatever the message told of. */
export async function openPreferences(
  { keys }: Pick<AppDeps, "keys">,
  tx: Transaction,
  { linkId, now }: { readonly linkId: string; readonly now: Date },
): Promise<void> {
  const addressId = await onlyAddressOf(tx, linkId);
  if (addressId === undefined) return;
  await savePreferencesLinks(tx.sql, keys(), { addressIds: [addressId], now });
}

async function onlyAddressOf(tx: Transaction, linkId: string): Promise<string | undefined> {
  const addresses = await addressesOfLink(tx, linkId);
  const [only, another] = new Set(addresses.map(({ addressId }) => addressId));
  return another === undefined ? only : undefined;
}
