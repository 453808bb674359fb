import { recordAudit, type Transaction } from "@fairflow/db";
import { planAnswerIn } from "@fairflow/engine";
import type { AppDeps } from "../app-deps.ts";

interface Part {
  readonly accountId: string;
  readonly reference: string;
  readonly dueOn: string;
  readonly amount: number;
  readonly currency: string;
  readonly brand: string;
}

/**
 * Confirms an arrangement to the debtor in writing, as a service message that the gate judges; what became of it stands on the
 * debtor's timeline.
 */
export async function confirmArrangement(
  deps: Pick<AppDeps, "facts" | "keys">,
  tx: Transaction,
  promiseId: string,
): Promise<void> {
  const parts = await tx.sql<Part[]>`
    select first.account_id as "accountId", account.reference, due_on as "dueOn", instalment.amount, promise.currency,
      brand
    from promise
    join promise_instalment as instalment on instalment.promise_id = promise.id
    cross join lateral (
      select account_id from promise_account where promise_id = promise.id order by account_id limit 1
    ) as first
    join account on account.id = first.account_id
    join portfolio on portfolio.id = portfolio_id
    where promise.id = ${promiseId}
    order by number`;
  const [first] = parts;
  if (first === undefined) return;
  const planned = await planAnswerIn({ ...deps.facts, keyring: deps.keys() }, tx, {
    accountId: first.accountId,
    purpose: "service",
    subject: `Your arrangement for ${first.reference}`,
    words: wordsOf(first, parts),
  });
  await recordAudit(tx, [
    {
      actor: { kind: "system" },
      action: "arrangement.confirm",
      subject: { kind: "promise", id: promiseId },
      after: planned,
    },
  ]);
}

function wordsOf({ reference, brand }: Part, parts: readonly Part[]): string {
  const lines = parts.map(
    ({ dueOn, amount, currency }) => `${dueOn}: ${moneyText(amount, currency)}`,
  );
  return [
    `We confirm what we agreed about ${reference}:`,
    lines.join("\n"),
    "While you keep to it, we do not ask you for anything else on this account. If you cannot pay one of these, tell us before its day.",
    brand,
  ].join("\n\n");
}

/** "ZAR 1204.50": without a country's own signs, so that nobody can misread it. */
function moneyText(minor: number, currency: string): string {
  const digits =
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions()
      .maximumFractionDigits ?? 2;
  return `${currency} ${(minor / 10 ** digits).toFixed(digits)}`;
}
