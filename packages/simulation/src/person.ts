import { epochDay, type LocalDate } from "@fairflow/calendar";
import type { CaseAttempt, ContactCase } from "@fairflow/compliance";
import type { MessageChannel } from "@fairflow/interpreter";
import { historyOf, type AccountHistory } from "./account-history.ts";
import type { AssumedNotice } from "./assumed-notices.ts";
import type { LedgerAccount } from "./ledger-account.ts";

/** A message that was sent to a person, with what the gate needs to know of it. */
export interface SentMessage {
  /** The local day, as days since 1970-01-01. */
  readonly day: number;
  readonly contact: CaseAttempt;
  /** The one before it. */
  readonly earlier: SentMessage | null;
}

/** One account made ready for many questions; dates are days since 1970-01-01. */
export interface PersonAccount {
  readonly account: LedgerAccount;
  /** As the gate is told of it. */
  readonly debt: ContactCase["debts"][number];
  /** On which channels the debtor has an address. */
  readonly reachable: Readonly<Record<MessageChannel, boolean>>;
  readonly history: AccountHistory;
  readonly openedDay: number | null;
  readonly dueDay: number | null;
  readonly settledDay: number | null;
}

/** A debtor of the ledger with all accounts, and the messages that the simulation has sent so far. */
export interface Person {
  readonly reference: string;
  readonly accounts: readonly PersonAccount[];
  lastSent: SentMessage | null;
  notices: readonly AssumedNotice[];
}

const NONE: readonly never[] = [];

export function peopleOf(ledger: readonly LedgerAccount[]): readonly Person[] {
  const accounts = Map.groupBy(ledger, ({ debtor }) => debtor);
  return [...accounts].map(([reference, own]) => ({
    reference,
    accounts: own.map((account) => ({
      account,
      debt: debtOf(account),
      reachable: {
        sms: account.channels.has("sms"),
        email: account.channels.has("email"),
        letter: account.channels.has("letter"),
      },
      history: historyOf(account),
      openedDay: dayOf(account.openedOn),
      dueDay: dayOf(account.dueOn),
      settledDay: dayOf(account.settledOn),
    })),
    lastSent: null,
    notices: NONE,
  }));
}

function debtOf({ reference, debtType }: LedgerAccount): PersonAccount["debt"] {
  const debt = { debtId: reference, accountId: reference };
  return debtType === null ? debt : { ...debt, debtType };
}

function dayOf(date: LocalDate | null): number | null {
  return date === null ? null : epochDay(date);
}
