import type { RowProblem } from "@fairflow/contract";
import { findSubjects, type Keyring, type OutsideSubject, type Transaction } from "@fairflow/db";

export interface AccountName {
  readonly account: string;
  readonly client?: string | undefined;
  readonly portfolio?: string | undefined;
}

export type NamedAccount =
  | { readonly kind: "found"; readonly subject: OutsideSubject & { readonly accountId: string } }
  | { readonly kind: "unmatched"; readonly problem: RowProblem };

/** Finds accounts by their clients' numbers, all at once, in the order in which they are given. */
export async function namedAccounts(
  tx: Transaction,
  keyring: Keyring,
  names: readonly AccountName[],
): Promise<readonly NamedAccount[]> {
  const found = await findSubjects(
    tx,
    keyring,
    names.map(({ account: reference, client, portfolio }) => ({
      kind: "account",
      reference,
      client,
      portfolio,
    })),
  );
  return found.map((subject): NamedAccount => {
    if (subject.kind === "ambiguous") {
      return unmatched("Several clients or portfolios use this number: name them");
    }
    if (subject.kind === "unknown" || subject.accountId === null) {
      return unmatched("There is no such account");
    }
    return { kind: "found", subject: { ...subject, accountId: subject.accountId } };
  });
}

function unmatched(problem: string): NamedAccount {
  return { kind: "unmatched", problem: { field: "account", problem } };
}
