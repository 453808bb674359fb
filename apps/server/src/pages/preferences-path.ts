import { addressesOfLink, PREFERENCES_PATH, preferencesToken, tokenHash } from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";

/**
 * Where whoever came by a link says how they may be reached: at the address that it was sent to, where it was one, and where
 * a message has told of that page.
 */
export async function preferencesPathOf(
  { database, keys }: Pick<AppDeps, "database" | "keys">,
  linkId: string,
): Promise<string | undefined> {
  const addresses = new Set(
    (await addressesOfLink(database, linkId)).map((each) => each.addressId),
  );
  const [only] = addresses;
  if (only === undefined || addresses.size > 1) return undefined;
  const token = preferencesToken(keys(), only);
  const known = await database.sql`
    select from preference_link where token_hash = ${tokenHash(token)}`;
  return known.length === 0 ? undefined : `${PREFERENCES_PATH}/${token}`;
}
