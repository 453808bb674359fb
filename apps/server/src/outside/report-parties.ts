import { ReportedParty, type AccountResult } from "@fairflow/contract";
import {
  lockDebtors,
  readClock,
  recordAudit,
  saveOtherParty,
  type Database,
  type Keyring,
} from "@fairflow/db";
import { namedAccounts, type NamedAccount } from "./named-accounts.ts";
import { rowProblems } from "./row-problems.ts";

interface Deps {
  readonly database: Database;
  readonly keys: () => Keyring;
}

/** Takes others who stand beside accounts, each row for itself. @param rows as they were sent */
export async function takeParties(
  deps: Deps,
  rows: readonly unknown[],
  reporter: { readonly keyId: string; readonly system: string },
): Promise<readonly AccountResult[]> {
  const parsed = rows.map((row) => ReportedParty.safeParse(row));
  const good = parsed.flatMap((row) => (row.success ? [row.data] : []));
  const found = (await namedAccounts(deps.database, deps.keys(), good)).values();
  const results: AccountResult[] = [];
  for (const [index, row] of parsed.entries()) {
    const named = row.success ? found.next().value : undefined;
    const saved = row.success
      ? await save(deps, { party: row.data, named }, reporter)
      : { result: "refused" as const, problems: [...rowProblems(row.error)] };
    results.push({ row: index + 1, ...saved });
  }
  return results;
}

async function save(
  { database, keys }: Deps,
  { party, named }: { readonly party: ReportedParty; readonly named: NamedAccount | undefined },
  { keyId, system }: { readonly keyId: string; readonly system: string },
): Promise<Omit<AccountResult, "row">> {
  if (named?.kind !== "found") {
    return { result: "refused", problems: named === undefined ? [] : [named.problem] };
  }
  const { debtorId, accountId, clientId, country } = named.subject;
  const { role, kind, name, idNumber, phones, email } = party;
  const addresses = [
    ...phones.map((value) => ({ kind: "phone" as const, value })),
    ...(email === undefined ? [] : [{ kind: "email" as const, value: email }]),
  ];
  return database.transaction(async (tx) => {
    await lockDebtors(tx, [debtorId]);
    const { now } = await readClock(tx);
    const other = { debtorId, accountId, clientId, role, kind, name, idNumber, addresses, country };
    const saved = await saveOtherParty(tx, keys(), other, { source: `api:${system}`, now });
    if (saved.outcome !== "unchanged") {
      await recordAudit(tx, [
        {
          actor: { kind: "api", id: keyId },
          action: "party.report",
          subject: { kind: "account", id: accountId },
          after: { role },
        },
      ]);
    }
    return {
      result: saved.outcome,
      problems: saved.refused.map((index) => ({
        field: index < phones.length ? `phones[${index}]` : "email",
        problem: "Nobody can be reached at this: it was left out",
      })),
    };
  });
}
