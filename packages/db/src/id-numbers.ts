import { BYTEAS } from "./array-types.ts";
import type { Transaction } from "./connect.ts";
import type { Keyring } from "./encryption.ts";
import { normalNumber } from "./normal-form.ts";
import { hexOf } from "./row-set.ts";
import type { PARTY_ROLES } from "./schema/words.ts";

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

/** What somebody owes: all of a debtor's file where no account is named, else one account that another owes with them. */
export interface Owed {
  readonly debtorId: string;
  readonly accountId: string | null;
}

/** The parts in which somebody owes a debt. Others on an account owe nothing of it. */
const OWES: readonly string[] = [
  "principal",
  "co_debtor",
  "surety",
] satisfies readonly (typeof PARTY_ROLES)[number][];

/**
 * What whoever has each of these identity numbers owes, in the order in which they are given: everything in a file of their
 * own, of which one person may have several, and in those of others the accounts on which they are co-debtor or surety.
 * However a number is spaced, it is one.
 */
export async function owedByIdNumber(
  { sql }: Transaction,
  keyring: Pick<Keyring, "lookup">,
  idNumbers: readonly string[],
): Promise<readonly (readonly Owed[])[]> {
  if (idNumbers.length === 0) return [];
  const digests = idNumbers.map((text) => keyring.lookup("id_number", normalNumber(text) ?? text));
  const rows = await sql<(Owed & { readonly hmac: Uint8Array })[]>`
    select distinct party.id_number_hmac as hmac, party.debtor_id as "debtorId",
      case when not is_debtor then account.id end as "accountId"
    from party
    left join account_party on account_party.party_id = party.id and not is_debtor
      and role = any(${OWES}::text[])
    left join account on account.id = account_party.account_id
    where party.id_number_hmac = any(${sql.typed(digests, BYTEAS)}::bytea[]) and (is_debtor or account.id is not null)
    order by "debtorId", "accountId"`;
  const byDigest = Map.groupBy(rows, ({ hmac }) => hexOf(hmac));
  return digests.map((digest) => {
    const owed = byDigest.get(hexOf(digest)) ?? [];
    // Who is in a file of their own is covered there as a whole.
    const own = new Set(owed.flatMap((each) => (each.accountId === null ? [each.debtorId] : [])));
    return owed
      .filter(({ debtorId, accountId }) => accountId === null || !own.has(debtorId))
      .map(({ debtorId, accountId }) => ({ debtorId, accountId }));
  });
}
