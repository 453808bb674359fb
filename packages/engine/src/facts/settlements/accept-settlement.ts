import type { LocalDate } from "@fairflow/calendar";
import { lockDebtors, type Transaction } from "@fairflow/db";
import {
  beginAgreement,
  insertAgreement,
  whyNot,
  type NotAgreed,
} from "../promises/make-promise.ts";
import { subjectOf, type Author, type FactDeps } from "../telling.ts";
import { offerSettlementIn } from "./offer-settlement.ts";

export type AcceptInput = {
  readonly via: string;
  readonly author: Author;
} & (
  | { readonly settlementId: string }
  /**
   * An offer that a published flow makes by a link: who approved the flow has approved the percentage, whatever the debtor's
   * own authority. One that is open at the same percentage is taken up.
   */
  | { readonly accountId: string; readonly percent: number; readonly expiresOn?: LocalDate }
);

export type AcceptOutcome =
  | {
      readonly kind: "accepted";
      readonly settlementId: string;
      readonly promiseId: string;
      readonly amount: number;
      readonly expiresOn: LocalDate;
    }
  | {
      readonly kind: "refused";
      readonly reason: NotAgreed | "bad-percent" | "not-open" | "expired";
    };

/**
 * The debtor says yes to a settlement: demands wait until it expires, what they pay by then, by value date, settles the debt,
 * and the rest is written off.
 *
 * @throws UnknownSubjectError
 */
export function acceptSettlement(deps: FactDeps, input: AcceptInput): Promise<AcceptOutcome> {
  return deps.database.transaction((tx) => acceptSettlementIn(deps, tx, input));
}

/** `acceptSettlement` as a part of a transaction. */
export async function acceptSettlementIn(
  deps: FactDeps,
  tx: Transaction,
  input: AcceptInput,
): Promise<AcceptOutcome> {
  const offered =
    "settlementId" in input
      ? { settlementId: input.settlementId }
      : await offerOfLink(deps, tx, input);
  if ("reason" in offered) return { kind: "refused", reason: offered.reason };
  const { settlementId } = offered;
  const [found] = await tx.sql<Offer[]>`
    select account_id as "accountId", status, amount, expires_on as "expiresOn", lapses_at as "lapsesAt"
    from settlement where id = ${settlementId}`;
  if (found === undefined) return { kind: "refused", reason: "not-open" };
  const subject = await subjectOf(deps, tx, found.accountId);
  await lockDebtors(tx, [subject.debtorId]);
  if (found.expiresOn < subject.today) return { kind: "refused", reason: "expired" };
  const reason = await whyNot(tx, [found.accountId], found.amount);
  if (reason !== undefined) return { kind: "refused", reason };
  const { count } = await tx.sql`
    update settlement set status = 'accepted', accepted_at = ${subject.now}, accepted_via = ${input.via},
      counts_from = ${subject.today}
    where id = ${settlementId} and status = 'offered'`;
  if (count === 0) return { kind: "refused", reason: "not-open" };
  const { amount, expiresOn, lapsesAt } = found;
  const promiseId = await insertAgreement(tx, {
    subject,
    kind: "promise",
    accountIds: [found.accountId],
    instalments: [{ dueOn: expiresOn, amount, graceUntil: expiresOn, decidesAt: lapsesAt }],
    via: input.via,
    author: input.author,
    // A settlement is kept to the cent, or the debt stands.
    keptPercent: 100,
    partlyPercent: 50,
    graceBusinessDays: 0,
    settlementId,
  });
  await beginAgreement(deps, tx, promiseId, subject);
  return { kind: "accepted", settlementId, promiseId, amount, expiresOn };
}

interface Offer {
  readonly accountId: string;
  readonly status: string;
  readonly amount: number;
  readonly expiresOn: LocalDate;
  readonly lapsesAt: Date;
}

async function offerOfLink(
  deps: FactDeps,
  tx: Transaction,
  input: { readonly accountId: string; readonly percent: number; readonly expiresOn?: LocalDate },
): Promise<
  { readonly settlementId: string } | { readonly reason: NotAgreed | "bad-percent" | "not-open" }
> {
  const [open] = await tx.sql<{ id: string }[]>`
    select id from settlement
    where account_id = ${input.accountId} and status = 'offered' and percent = ${input.percent}`;
  if (open !== undefined) return { settlementId: open.id };
  const by = { author: "flow", authority: "admin", isApproved: true } as const;
  const { accountId, percent, expiresOn } = input;
  const offered = await offerSettlementIn(deps, tx, { accountId, percent, expiresOn, ...by });
  if (offered.kind === "refused") return { reason: offered.reason };
  return { settlementId: offered.settlementId };
}
