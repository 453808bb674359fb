import type { LocalDate } from "@fairflow/calendar";

export type InstalmentStatus = "open" | "kept" | "partly_kept" | "broken";

export interface Instalment {
  readonly number: number;
  /** Minor units. */
  readonly amount: number;
  /** The last day of its grace. */
  readonly graceUntil: LocalDate;
}

/** Money that counts for a promise, by the day on which it counts. Minor units, negative where it was taken back. */
export interface CountedMoney {
  readonly on: LocalDate;
  readonly amount: number;
}

export interface PromiseTerms {
  readonly kind: "promise" | "arrangement";
  /** Ascending by number and by day. */
  readonly instalments: readonly Instalment[];
  /** Minor units of the whole that may be missing from what is kept; an instalment may miss its share of them. */
  readonly tolerance: number;
  readonly partlyPercent: number;
  /** Instalments that may stand missed at once before it is over. */
  readonly defaultAfterMissed: number;
}

export interface PromiseStanding {
  readonly status: InstalmentStatus;
  readonly instalments: readonly {
    readonly number: number;
    readonly paid: number;
    readonly status: InstalmentStatus;
  }[];
  /** Instalments whose grace is over and whose money is still missing. */
  readonly missed: number;
}

/**
 * What became of a promise or an arrangement, from what was paid alone: the same whatever the order in which payments became
 * known, so that a bank line that comes late may still keep it. A payment counts on its value date for the oldest instalment
 * that wants money; what is paid after the day on which an arrangement was broken, or after the last grace, counts no more.
 *
 * @param today what is still to come may keep what is open
 */
export function standingOfPromise(
  terms: PromiseTerms,
  money: readonly CountedMoney[],
  today: LocalDate,
): PromiseStanding {
  const { instalments } = terms;
  const steps = cumulated(terms);
  const paidBy = (day: LocalDate) =>
    money.reduce((sum, each) => (each.on <= day ? sum + each.amount : sum), 0);
  const brokenOn = dayOfDefault(terms, steps, { paidBy, today });
  const last = instalments.at(-1);
  const until = brokenOn ?? last?.graceUntil ?? today;
  const paid = paidBy(until);
  const standings = steps.map(({ instalment, before, needed }) => {
    const { number, amount, graceUntil } = instalment;
    const inTime = paidBy(graceUntil < until ? graceUntil : until);
    const share = Math.min(Math.max(inTime - before, 0), amount);
    const isOver = today > graceUntil || brokenOn !== undefined;
    const status = inTime >= needed ? "kept" : isOver ? missedAs(terms, share, amount) : "open";
    return { number, paid: Math.min(Math.max(paid - before, 0), amount), status } as const;
  });
  const missed = steps.filter(
    ({ instalment, needed }) => today > instalment.graceUntil && paid < needed,
  ).length;
  return {
    status: statusOf(terms, { paid, brokenOn, today, until }),
    instalments: standings,
    missed,
  };
}

interface Step {
  readonly instalment: Instalment;
  /** What all before it come to, and how much must be there for it to be kept. */
  readonly before: number;
  readonly needed: number;
}

function cumulated({ instalments, tolerance }: PromiseTerms): readonly Step[] {
  const total = instalments.reduce((sum, { amount }) => sum + amount, 0);
  let before = 0;
  return instalments.map((instalment) => {
    const all = before + instalment.amount;
    const mayMiss = total === 0 ? 0 : Math.floor((tolerance * all) / total);
    const step = { instalment, before, needed: all - mayMiss };
    before = all;
    return step;
  });
}

/** The last day of grace on which too many stood missed at once. */
function dayOfDefault(
  { kind, defaultAfterMissed }: PromiseTerms,
  steps: readonly Step[],
  at: { readonly paidBy: (day: LocalDate) => number; readonly today: LocalDate },
): LocalDate | undefined {
  if (kind === "promise") return undefined;
  return steps
    .map(({ instalment }) => instalment.graceUntil)
    .find((day) => {
      if (at.today <= day) return false;
      const paid = at.paidBy(day);
      const missed = steps.filter(
        ({ instalment, needed }) => instalment.graceUntil <= day && paid < needed,
      );
      return missed.length >= defaultAfterMissed;
    });
}

function statusOf(
  terms: PromiseTerms,
  of: {
    readonly paid: number;
    readonly brokenOn: LocalDate | undefined;
    readonly today: LocalDate;
    readonly until: LocalDate;
  },
): InstalmentStatus {
  const total = terms.instalments.reduce((sum, { amount }) => sum + amount, 0);
  if (of.brokenOn !== undefined) return "broken";
  if (of.paid >= total - terms.tolerance) return "kept";
  return of.today > of.until ? missedAs(terms, of.paid, total) : "open";
}

function missedAs(
  { partlyPercent }: PromiseTerms,
  paid: number,
  amount: number,
): "partly_kept" | "broken" {
  return paid > 0 && paid * 100 >= amount * partlyPercent ? "partly_kept" : "broken";
}
