import { shareOf, type ReportTable } from "./report-table.ts";

/** Promises that were decided between two closes. */
export interface DecidedPromises {
  readonly status: "kept" | "partly_kept" | "broken";
  readonly promises: number;
  /** Minor units, as `paid`. */
  readonly promised: number;
  readonly paid: number;
}

const PROMISE_OUTCOMES = [
  { status: "kept", name: "Kept" },
  { status: "partly_kept", name: "Partly kept" },
  { status: "broken", name: "Broken" },
] as const;

export function promiseTable(decided: readonly DecidedPromises[]): ReportTable {
  const all = decided.reduce((sum, { promises }) => sum + promises, 0);
  return {
    id: "promises",
    title: "Promises kept",
    definition:
      "Promises and arrangements whose last day, with its grace, fell between the two closes, by how they ended. The share is of all of them by number; paid is what came in for them in time.",
    columns: [
      { key: "outcome", label: "Outcome", kind: "text" },
      { key: "promises", label: "Promises", kind: "count", opens: true },
      { key: "share", label: "Of all", kind: "share" },
      { key: "promised", label: "Promised", kind: "money", opens: true },
      { key: "paid", label: "Paid", kind: "money" },
    ],
    rows: PROMISE_OUTCOMES.map(({ status, name }) => {
      const own = decided.find((each) => each.status === status);
      const { promises = 0, promised = 0, paid = 0 } = own ?? {};
      return [name, promises, shareOf(promises, all), promised, paid];
    }),
    keys: PROMISE_OUTCOMES.map(({ status }) => status),
  };
}

/** Tries to reach people on one channel between two closes. */
export interface Tried {
  readonly channel: string;
  /** What the channel is called. */
  readonly name: string;
  readonly attempts: number;
  readonly rightParty: number;
  /** What the providers charged, minor units: a fraction where they charge fractions of a cent; null where none has told. */
  readonly cost: number | null;
}

export function attemptTable(tried: readonly Tried[]): ReportTable {
  const sum = (of: (each: Tried) => number) => tried.reduce((total, each) => total + of(each), 0);
  const row = (name: string, { attempts, rightParty, cost }: Omit<Tried, "channel" | "name">) => [
    name,
    attempts,
    rightParty,
    shareOf(rightParty, attempts),
    cost,
  ];
  return {
    id: "attempts",
    title: "Right-party contacts per attempt",
    definition:
      "Attempts are messages that a provider accepted and calls, visits and the like that were reported. A right-party contact is one after which it is known that the debtor was reached. The cost is what providers charged, as far as they have told; a dash where none has.",
    columns: [
      { key: "channel", label: "Channel", kind: "text" },
      { key: "attempts", label: "Attempts", kind: "count", opens: true },
      { key: "right-party", label: "Right-party contacts", kind: "count", opens: true },
      { key: "rate", label: "Per attempt", kind: "share" },
      { key: "cost", label: "Cost", kind: "money" },
    ],
    rows: [
      ...tried.map((each) => row(each.name, each)),
      row("All channels", {
        attempts: sum(({ attempts }) => attempts),
        rightParty: sum(({ rightParty }) => rightParty),
        cost: tried.some(({ cost }) => cost !== null) ? sum(({ cost }) => cost ?? 0) : null,
      }),
    ],
    keys: [...tried.map(({ channel }) => channel), "all"],
  };
}

/** How a part of the book was worked between two closes. */
export interface Worked {
  readonly name: string;
  /** Accounts that were overdue at the first close. */
  readonly overdue: number;
  readonly attempted: number;
  readonly reached: number;
  /** Minor units, as `cost`. */
  readonly collected: number;
  /** Null where no provider has told what it charged. */
  readonly cost: number | null;
}

/** @param by what the lines are: "Client", "Product", "Flow" */
export function penetrationTable(worked: readonly Worked[], by: string): ReportTable {
  return {
    id: "penetration",
    title: "Penetration and cost to collect",
    definition:
      "Penetration is the share of the accounts overdue at the first close about which somebody was tried at least once by the last; reached is the share with a right-party contact. Collected is what was paid by value date between the two closes, less what bounced. Cost to collect is what providers charged for each 100 collected.",
    columns: [
      { key: "name", label: by, kind: "text" },
      { key: "overdue", label: "Overdue accounts", kind: "count", opens: true },
      { key: "penetration", label: "Penetration", kind: "share", opens: true },
      { key: "reached", label: "Reached", kind: "share", opens: true },
      { key: "collected", label: "Collected", kind: "money", opens: true },
      { key: "cost", label: "Cost", kind: "money" },
      { key: "cost-to-collect", label: "Cost per 100 collected", kind: "price" },
    ],
    rows: worked.map(({ name, overdue, attempted, reached, collected, cost }) => [
      name,
      overdue,
      shareOf(attempted, overdue),
      shareOf(reached, overdue),
      collected,
      cost,
      collected <= 0 || cost === null ? null : (cost / collected) * 100,
    ]),
    keys: worked.map(({ name }) => name),
  };
}
