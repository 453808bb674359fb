import {
  openAgreement,
  readClock,
  type OpenAgreement,
  type PayLink,
  type Transaction,
} from "@fairflow/db";
import { timeBarredAccounts, type FactDeps } from "@fairflow/engine";
import { standingsToday, type AccountStanding } from "../debtors/standing-facts.ts";

/** An amount that a debtor may choose; minor units. */
export interface PayChoice {
  readonly kind: "settlement" | "instalment" | "arrears" | "full" | "part";
  readonly amount: number;
  /** Where it may be less: the least. */
  readonly least: number;
  /** The day to which it holds. */
  readonly until?: string;
}

/** What a link asks for at this moment. Debts that are too old are not asked for. */
export interface WhatIsDue extends Pick<OpenAgreement, "agreed" | "claimedUntil"> {
  readonly standings: readonly AccountStanding[];
  readonly balance: number;
  readonly arrears: number;
  /** What was agreed first, else the link's own amount; none where nothing is open. */
  readonly choices: readonly PayChoice[];
  readonly isDisputed: boolean;
  /** Whether one of the debts is so old that nobody may be brought to acknowledge it. */
  readonly isTimeBarred: boolean;
}

/** Amounts come from the ledger at the moment of paying, never from the link or the page. */
export async function whatIsDue(
  facts: FactDeps,
  tx: Transaction,
  link: PayLink,
): Promise<WhatIsDue> {
  const { now } = await readClock(tx);
  const { debtorId, clientId, accountIds } = link;
  const barred = await timeBarredAccounts(facts, tx, { debtorId, clientId, accountIds });
  const debtor = { id: debtorId, zone: link.zone };
  const all = await standingsToday(tx, [debtor], { now, accounts: accountIds });
  const standings = all.filter(({ accountId }) => !barred.has(accountId));
  const balance = standings.reduce((sum, each) => sum + Math.max(0, each.balance), 0);
  const arrears = standings.reduce((sum, each) => sum + Math.max(0, each.arrears), 0);
  const agreement = await openAgreement(
    tx,
    standings.map(({ accountId }) => accountId),
  );
  const { instalment, settlement, isDisputed, agreed, claimedUntil } = agreement;
  const whole = (kind: PayChoice["kind"], amount: number, until?: string): readonly PayChoice[] =>
    amount > 0 && amount <= balance
      ? [{ kind, amount, least: amount, ...(until === undefined ? {} : { until }) }]
      : [];
  const least = Math.min(balance, link.minimumAmount ?? 1);
  const offer =
    settlement ??
    (link.amountKind === "settlement" && standings.length === 1
      ? {
          amount: Math.ceil((balance * (link.settlementPercent ?? 100)) / 100),
          expiresOn: undefined,
        }
      : undefined);
  const choices: readonly PayChoice[] = [
    ...(offer === undefined ? [] : whole("settlement", offer.amount, offer.expiresOn)),
    ...(instalment === undefined ? [] : whole("instalment", instalment.amount, instalment.dueOn)),
    ...(arrears < balance ? whole("arrears", arrears) : []),
    ...whole("full", balance),
    ...(balance > least ? [{ kind: "part", amount: balance, least } as const] : []),
  ];
  // What was agreed comes before what a link asks for; without an arrangement one for its instalment asks for what is overdue.
  const wanted = ["settlement", "instalment", link.amountKind, "arrears", "full"];
  const first = wanted.flatMap((kind) => choices.filter((each) => each.kind === kind))[0];
  return {
    standings,
    balance,
    arrears,
    choices: first === undefined ? [] : [first, ...choices.filter((each) => each !== first)],
    isDisputed,
    agreed,
    claimedUntil,
    isTimeBarred: barred.size > 0,
  };
}

/** Nothing is agreed about it that keeps another agreement from being made. */
export function isFree(
  { agreed }: Pick<WhatIsDue, "agreed">,
  { accountId }: { readonly accountId: string },
): boolean {
  return agreed.every((each) => each.accountId !== accountId);
}

/** What is to be paid by a choice; undefined where it is not offered, or the amount is not within it. */
export function chosenAmount(
  { choices }: WhatIsDue,
  chosen: { readonly kind: string; readonly amount: number | undefined },
): { readonly choice: PayChoice; readonly amount: number } | undefined {
  const choice = choices.find(({ kind }) => kind === chosen.kind);
  if (choice === undefined) return undefined;
  const amount = choice.kind === "part" ? chosen.amount : choice.amount;
  if (amount === undefined || amount < choice.least || amount > choice.amount) return undefined;
  return { choice, amount };
}
