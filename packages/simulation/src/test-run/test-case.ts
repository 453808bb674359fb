import { epochDayAt, type LocalDate } from "@fairflow/calendar";
import { permit, type CaseState, type ContactCase, type Verdict } from "@fairflow/compliance";
import { noticesAt } from "../assumed-notices.ts";
import { statusOf } from "./test-facts.ts";
import type { TestLife } from "./test-life.ts";
import type { CaseAsked, TestAccount } from "./test-person.ts";

/** A question to the gate with its answer, so that it can be explained. */
export interface TestJudgement {
  readonly verdict: Verdict;
  readonly contactCase: ContactCase;
  readonly accounts: readonly TestAccount[];
  readonly atMs: number;
}

/** Asks the real gate, with what has become of the person since the start added to what was known then. */
export function judgeTest(
  life: TestLife,
  asked: Omit<CaseAsked, "accounts"> & { readonly accounts: readonly TestAccount[] },
  at: { readonly nowMs: number; readonly lawAsOf: LocalDate | undefined },
): TestJudgement {
  const { nowMs, lawAsOf } = at;
  const ids = asked.accounts.map(({ id }) => id);
  const known = life.person.caseOf({ ...asked, accounts: ids }, nowMs);
  const contactCase: ContactCase = {
    ...known,
    states: [
      ...known.states.filter(({ state }) => !isOver(life, state)),
      ...statesSince(life, asked.accounts, known, nowMs),
    ],
    history: [...known.history, ...life.sent.map(({ contact }) => contact)],
    notices: [...known.notices, ...noticesAt(life.notices, ids, nowMs)],
    ...(lawAsOf === undefined ? {} : { lawAsOf }),
  };
  const packs = packsOf(asked.accounts);
  return {
    verdict: permit(packs, contactCase, new Date(nowMs)),
    contactCase,
    accounts: asked.accounts,
    atMs: nowMs,
  };
}

export function packsOf(accounts: readonly TestAccount[]) {
  return [...new Set(accounts.flatMap(({ packs }) => packs))];
}

/** A dispute is told anew from the life of the person; of what was lifted nothing is left. */
function isOver({ lifted }: TestLife, state: string): boolean {
  return state === "dispute_open" || lifted.has(state);
}

function statesSince(
  life: TestLife,
  accounts: readonly TestAccount[],
  { channel, addressId }: ContactCase,
  nowMs: number,
): readonly CaseState[] {
  const day = epochDayAt(life.person.zone, nowMs);
  const states: CaseState[] = [...life.states];
  for (const account of accounts) {
    const disputedSince = life.disputes.get(account.id);
    if (disputedSince !== undefined) {
      states.push({
        state: "dispute_open",
        since: new Date(disputedSince),
        debtId: account.id,
      });
    }
    const status = statusOf(life, account, day);
    if (status !== "open") states.push({ state: status, debtId: account.id });
  }
  for (const barred of channel === undefined ? [] : life.optedOut) {
    const own = barred === channel && addressId !== undefined ? { addressId } : {};
    states.push({ state: "opted_out", channel: barred, ...own });
  }
  return states;
}
