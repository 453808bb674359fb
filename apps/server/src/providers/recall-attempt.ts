import type { Recollection } from "@fairflow/channels";
import type { Database, Keyring } from "@fairflow/db";

/** Messages to one address this far apart cannot be taken for each other. */
const NEIGHBOURS_MS = 24 * 3_600_000;

/** What is still known of an attempt in doubt, and of others to the same number that could be taken for it. */
export async function recallAttempt(
  { sql }: Pick<Database, "sql">,
  keyring: Pick<Keyring, "decryptText">,
  attemptId: string,
): Promise<Recollection | undefined> {
  const [attempt] = await sql<
    {
      addressId: string;
      value: Uint8Array;
      hmac: Uint8Array;
      body: Uint8Array | null;
      claimedAt: Date;
      provider: string;
    }[]
  >`
    select a.address_id as "addressId", address.value, address.hmac, a.body, a.claimed_at as "claimedAt", a.provider
    from attempt a join address on address.id = a.address_id
    where a.id = ${attemptId} and a.status in ('dispatching', 'in_doubt') and a.claimed_at is not null
      and a.provider is not null and address.value is not null and address.hmac is not null`;
  if (attempt === undefined) return undefined;
  const { addressId, value, hmac, body, claimedAt, provider } = attempt;
  const since = new Date(claimedAt.getTime() - NEIGHBOURS_MS);
  const others = await sql<{ providerId: string | null; status: string }[]>`
    select a.provider_id as "providerId", a.status
    from address
    join attempt a on a.shard = shard_of(address.debtor_id) and a.debtor_id = address.debtor_id
      and a.address_id = address.id
    where address.hmac = ${hmac} and a.provider = ${provider} and a.id <> ${attemptId} and a.claimed_at >= ${since}`;
  return {
    to: keyring.decryptText({ table: "address", column: "value", row: addressId }, value),
    body:
      body === null
        ? undefined
        : keyring.decryptText({ table: "attempt", column: "body", row: attemptId }, body),
    claimedAt,
    takenIds: new Set(others.flatMap(({ providerId }) => providerId ?? [])),
    hasRivals: others.some(({ status }) => status === "dispatching" || status === "in_doubt"),
  };
}
