import { BYTEAS } from "./array-types.ts";
import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";
import { normalNumber } from "./normal-form.ts";
import { hexOf } from "./row-set.ts";

/** No state gives its people shorter ones. */
const SHORTEST = 6;
const SAYS_NONE = /^(UNKNOWN|NOTKNOWN|NONE|NULL|TBA|TBC|TEST|DUMMY|XXX)/;

/** Whether a file says by this that there is no number: many people have it, so that nobody is found by it. */
export function isPlaceholderNumber(text: string): boolean {
  const signs = text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, "");
  return (
    signs.length < SHORTEST ||
    new Set(signs).size === 1 ||
    !/\p{N}/u.test(signs) ||
    SAYS_NONE.test(signs)
  );
}

/**
 * The debtors who have each of these identity numbers themselves, in the order in which they are given: one person may be
 * in several files. However a number is spaced, it is one.
 */
export async function debtorsByIdNumber(
  { sql }: Transaction,
  keyring: Pick<Keyring, "lookup">,
  idNumbers: readonly string[],
): Promise<readonly (readonly string[])[]> {
  if (idNumbers.length === 0) return [];
  const digests = idNumbers.map((text) => keyring.lookup("id_number", normalNumber(text) ?? text));
  const rows = await sql<{ debtor_id: string; hmac: Uint8Array }[]>`
    select debtor_id, id_number_hmac as hmac from party
    where is_debtor and id_number_hmac = any(${sql.typed(digests, BYTEAS)}::bytea[])
    order by debtor_id`;
  const byDigest = Map.groupBy(rows, ({ hmac }) => hexOf(hmac));
  return digests.map((digest) =>
    (byDigest.get(hexOf(digest)) ?? []).map(({ debtor_id: id }) => id),
  );
}
