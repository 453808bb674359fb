import type { agreementEndpoints, OutputOf, SignedInUser } from "@fairflow/contract";
import { accountsOf, agreementsOf, settlementsOf, type Transaction } from "@fairflow/db";
import { floorOf, mayAgree, mayOffer, readAgreementTerms, type FactDeps } from "@fairflow/engine";
import { todayAt } from "../notices/record-notice.ts";
import { authorNames } from "../sign-in/author-names.ts";
import { authorityOf } from "./authority-of.ts";

type Agreements = OutputOf<(typeof agreementEndpoints)["agreements"]>;

/** What a debtor promised, arranged and was offered, and what whoever asks may agree to. */
export async function debtorAgreements(
  facts: FactDeps,
  tx: Transaction,
  { debtorId, user }: { readonly debtorId: string; readonly user: SignedInUser },
): Promise<Agreements> {
  const authority = authorityOf(user.role);
  const [terms, today, promises, offers, accounts, whoIs] = await Promise.all([
    readAgreementTerms(tx),
    todayAt(facts, tx, debtorId),
    agreementsOf(tx, debtorId),
    settlementsOf(tx, debtorId),
    accountsOf(tx, debtorId),
    authorNames(tx),
  ]);
  const stages = await stagesOf(tx, debtorId);
  return {
    today,
    agreements: promises.map(
      ({ amount, currency, madeAt, madeVia, author, settlementId, instalments, ...promise }) => {
        const money = (minor: number) => ({ minor, currency });
        return {
          ...promise,
          accountIds: [...promise.accountIds],
          amount: money(amount),
          paid: money(instalments.reduce((sum, { paid }) => sum + paid, 0)),
          madeAtMs: madeAt.getTime(),
          via: madeVia,
          by: whoIs(author),
          isSettlement: settlementId !== null,
          instalments: instalments.map((each) => ({
            ...each,
            amount: money(each.amount),
            paid: money(each.paid),
          })),
          mayApprove:
            promise.status === "proposed" &&
            author !== user.id &&
            mayAgree(terms, authority, { instalments, today }),
        };
      },
    ),
    settlements: offers.map(({ amount, balance, currency, author, approvedBy, ...offer }) => ({
      ...offer,
      amount: { minor: amount, currency },
      balance: { minor: balance, currency },
      by: whoIs(author),
      approvedBy: approvedBy === null ? null : whoIs(approvedBy),
      mayApprove:
        offer.status === "proposed" &&
        author !== user.id &&
        mayOffer(terms, authority, {
          percent: offer.percent,
          rest: balance - amount,
          stage: stages.get(offer.accountId) ?? null,
        }),
    })),
    terms: {
      promiseWithinDays: terms.promise.withinDays,
      graceBusinessDays: terms.promise.graceBusinessDays,
      keptPercent: terms.promise.keptPercent,
      months: terms.arrangement.months[authority],
      defaultAfterMissed: terms.arrangement.defaultAfterMissed,
      settlementExpiresAfterDays: terms.settlement.expiresAfterDays,
      floors: Object.fromEntries(
        accounts.map(({ id }) => [
          id,
          floorOf(terms, stages.get(id) ?? null)?.percent[authority] ?? null,
        ]),
      ),
    },
  };
}

async function stagesOf(
  { sql }: Transaction,
  debtorId: string,
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await sql<{ id: string; stage: string | null }[]>`
    select id, stage from account where debtor_id = ${debtorId}`;
  return new Map(rows.map(({ id, stage }) => [id, stage]));
}
