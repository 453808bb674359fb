import type { CashAllocation, CashLine, CashProposal, Role } from "@fairflow/contract";
import {
  allocationsOf,
  cashLinesById,
  debtorNames,
  takersNamed,
  takingsNotPaidOut,
  type CashCandidate,
  type Database,
  type Keyring,
  type StoredAllocation,
  type StoredCashLine,
  type Taker,
} from "@fairflow/db";
import { z } from "zod";
import { maskedName, maskedNumber, seesPeople } from "../debtors/masking.ts";
import { notFound } from "../http/http-error.ts";
import { authorNames } from "../sign-in/author-names.ts";
import { matchStored, type Matched } from "./match-lines-stored.ts";
import { payoutChoices, takerName, takenSince, whyNoPayout } from "./payout-choices.ts";
import { detailsOf, lineToMatch } from "./stored-line.ts";

const MASKED_TEXT = "••••";

const Evidence = z.object({ reasons: z.array(z.string()) });
const PayoutEvidence = z.object({
  payments: z.int(),
  gross: z.int(),
  from: z.iso.date(),
  until: z.iso.date(),
});

export interface CashViewer {
  readonly id: string;
  readonly role: Role;
}

interface ViewDeps {
  readonly database: Database;
  readonly keys: () => Keyring;
}

/** One line as it stands. @throws HttpError where there is none */
export async function cashLineView(
  deps: ViewDeps,
  id: string,
  viewer: CashViewer,
): Promise<CashLine> {
  const [stored] = await cashLinesById(deps.database, deps.keys(), [id]);
  if (stored === undefined) throw notFound("bank line");
  const [line] = await cashLineViews(deps, [stored], viewer);
  if (line === undefined) throw notFound("bank line");
  return line;
}

/** Lines with what each may be meant for as the accounts stand now, matched together. */
export async function cashLineViews(
  { database, keys }: ViewDeps,
  stored: readonly StoredCashLine[],
  viewer: CashViewer,
): Promise<readonly CashLine[]> {
  const keyring = keys();
  const open = stored.filter(({ rest }) => rest !== 0);
  const since = takenSince(
    open.filter(({ amount }) => amount > 0).map(({ bookingDate }) => bookingDate),
  );
  const [matches, takings, allocations, nameOf] = await Promise.all([
    matchStored(database, keyring, open.map(lineToMatch)),
    since === undefined ? [] : takingsNotPaidOut(database, since),
    allocationsOf(
      database,
      stored.map(({ id }) => id),
    ),
    authorNames(database),
  ]);
  const matchOf = new Map(open.map(({ id }, index) => [id, matches[index]]));
  const allocated = Map.groupBy(allocations, ({ lineId }) => lineId);
  const [debtors, takers] = await Promise.all([
    debtorNames(database, keyring, debtorsIn(matches)),
    takersNamed(database, [...new Set(allocations.flatMap(({ gateway }) => gateway ?? []))]),
  ]);
  const shown = { viewer, nameOf, debtors, takers, isUnmasked: seesPeople(viewer.role) };
  return stored.map((line) => {
    const { why, proposals } = matchView(line, matchOf.get(line.id), shown);
    const lineForPayout = { ...line, texts: detailsOf(line).texts };
    const payouts = [...payoutChoices(lineForPayout, takings)];
    return {
      ...lineFacts(line, shown.isUnmasked),
      why: proposals.length === 0 ? (whyNoPayout(lineForPayout, payouts) ?? why) : why,
      proposals,
      payouts,
      allocations: (allocated.get(line.id) ?? []).map((each) =>
        allocationView(each, line.currency, shown),
      ),
    };
  });
}

interface Shown {
  readonly viewer: CashViewer;
  readonly nameOf: (author: string) => string;
  readonly debtors: ReadonlyMap<string, string>;
  /** Of payouts. */
  readonly takers: ReadonlyMap<string, Taker>;
  readonly isUnmasked: boolean;
}

function lineFacts(line: StoredCashLine, isUnmasked: boolean) {
  const { currency, amount, rest } = line;
  const { texts, payerName, payerAccount, bankReference } = detailsOf(line);
  return {
    id: line.id,
    revision: line.revision,
    kind: line.kind,
    valueDate: line.valueDate,
    bookingDate: line.bookingDate,
    amount: { minor: amount, currency },
    rest: { minor: rest, currency },
    // What payers write may be anybody's name.
    texts: isUnmasked ? [...texts] : texts.map(() => MASKED_TEXT),
    payer: isUnmasked ? (payerName ?? "") : maskedName(payerName ?? ""),
    payerAccount:
      payerAccount === null ? "" : isUnmasked ? payerAccount : maskedNumber(payerAccount),
    bankReference: isUnmasked ? bankReference : null,
    account: line.account,
    isRemittance: line.isRemittance,
    fileName: line.fileName,
    fileLine: line.fileLine,
  };
}

function matchView(
  { currency }: StoredCashLine,
  matched: Matched | undefined,
  shown: Shown,
): Pick<CashLine, "why" | "proposals"> {
  if (matched === undefined) return { why: null, proposals: [] };
  const { match, candidates } = matched;
  const proposals = match.proposals.map((proposal): CashProposal => ({
    score: proposal.score,
    reasons: [...proposal.reasons],
    paymentId: proposal.returns?.paymentId ?? null,
    parts: proposal.parts.flatMap(({ accountId, amount: all }) => {
      const account = candidates.get(accountId);
      // No account gets more than it owes: the rest of the money stays on the desk.
      const amount = all < 0 ? all : Math.min(all, Math.max(0, account?.balance ?? 0));
      if (account === undefined || amount === 0) return [];
      return [
        {
          accountId,
          account: shown.isUnmasked ? account.reference : maskedNumber(account.reference),
          debtorId: account.debtorId,
          debtor: nameOfDebtor(account, shown),
          amount: { minor: amount, currency },
          balance: { minor: account.balance, currency },
        },
      ];
    }),
  }));
  const why = match.kind === "desk" ? match.why : "Enough speaks for it now: one key books it.";
  return { why, proposals: proposals.filter(({ parts }) => parts.length > 0) };
}

function nameOfDebtor({ debtorId }: CashCandidate, { debtors, isUnmasked }: Shown): string {
  const name = debtors.get(debtorId) ?? "";
  return isUnmasked ? name : maskedName(name);
}

function debtorsIn(matches: readonly Matched[]): readonly string[] {
  const ids = matches.flatMap(({ match, candidates }) =>
    match.proposals.flatMap(({ parts }) =>
      parts.flatMap(({ accountId }) => candidates.get(accountId)?.debtorId ?? []),
    ),
  );
  return [...new Set(ids)];
}

function allocationView(
  allocation: StoredAllocation,
  currency: string,
  { viewer, nameOf, takers, isUnmasked }: Shown,
): CashAllocation {
  const { accountReference, evidence, approvedBy, reversedBy } = allocation;
  const account =
    accountReference === null || isUnmasked ? accountReference : maskedNumber(accountReference);
  return {
    id: allocation.id,
    kind: allocation.kind,
    amount: { minor: allocation.amount, currency },
    accountId: allocation.accountId,
    account,
    debtorId: allocation.debtorId,
    remittance: allocation.remittance,
    payout: payoutOf(allocation, currency, takers),
    reason: allocation.reason,
    evidence: Evidence.safeParse(evidence).data?.reasons ?? [],
    madeBy: nameOf(allocation.madeBy),
    madeAtMs: allocation.madeAt.getTime(),
    approvedBy: approvedBy === null ? null : nameOf(approvedBy),
    isMine: allocation.madeBy === viewer.id,
    reversedBy: reversedBy === null ? null : nameOf(reversedBy),
    reversedAtMs: allocation.reversedAt?.getTime() ?? null,
    reversedReason: allocation.reversedReason,
  };
}

/** What it brought, as it was when it was booked; null for what is none. */
function payoutOf(
  { gateway, amount, evidence }: StoredAllocation,
  currency: string,
  takers: ReadonlyMap<string, Taker>,
): CashAllocation["payout"] {
  const known = PayoutEvidence.safeParse(evidence);
  const taker = takers.get(gateway ?? "");
  if (gateway === null || taker === undefined || !known.success) return null;
  const { gross, ...rest } = known.data;
  const money = (minor: number) => ({ minor, currency });
  return {
    gateway,
    name: takerName(taker),
    ...rest,
    gross: money(gross),
    fee: money(gross - amount),
  };
}
