import { ReportedPayment, type PaymentResult } from "@fairflow/contract";
import { recordAudit } from "@fairflow/db";
import { recordPaymentIn } from "@fairflow/engine";
import { namedAccounts, type NamedAccount } from "./named-accounts.ts";
import type { OutsideDeps } from "./outside-deps.ts";
import { rowProblems } from "./row-problems.ts";

interface Reporter {
  readonly keyId: string;
  readonly system: string;
}

/**
 * Books payments that came in elsewhere, each in a transaction of its own and once by its reporter's number.
 *
 * @param rows as they were sent
 */
export async function takePayments(
  deps: OutsideDeps,
  rows: readonly unknown[],
  reporter: Reporter,
): Promise<readonly PaymentResult[]> {
  const parsed = rows.map((row) => ReportedPayment.safeParse(row));
  const good = parsed.flatMap((row) => (row.success ? [row.data] : []));
  const found = (await namedAccounts(deps.database, deps.keys(), good)).values();
  const results: PaymentResult[] = [];
  for (const [index, row] of parsed.entries()) {
    if (!row.success) {
      const problems = [...rowProblems(row.error)];
      results.push({ row: index + 1, result: "refused", balanceMinor: null, problems });
      continue;
    }
    const named = found.next().value;
    results.push({ row: index + 1, ...(await book(deps, { payment: row.data, named }, reporter)) });
  }
  return results;
}

async function book(
  { database, facts }: OutsideDeps,
  {
    payment,
    named,
  }: { readonly payment: ReportedPayment; readonly named: NamedAccount | undefined },
  { keyId, system }: Reporter,
): Promise<Omit<PaymentResult, "row">> {
  if (named?.kind !== "found") {
    const problems = named === undefined ? [] : [named.problem];
    return { result: "unmatched", balanceMinor: null, problems };
  }
  const { accountId } = named.subject;
  const { id, amountMinor, valueDate } = payment;
  return database.transaction(async (tx) => {
    const booked = await recordPaymentIn(facts, tx, {
      accountId,
      amount: amountMinor,
      source: `api:${system}`,
      externalId: id,
      author: `api:${system}`,
      valueDate,
    });
    if (booked.kind === "known") return { result: "known", balanceMinor: null, problems: [] };
    await recordAudit(tx, [
      {
        actor: { kind: "api", id: keyId },
        action: "payment.report",
        subject: { kind: "payment", id: booked.paymentId },
        after: { accountId, amountMinor },
      },
    ]);
    return { result: "booked", balanceMinor: booked.movement.balance, problems: [] };
  });
}
