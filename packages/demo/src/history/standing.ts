/** A part of a debt, as `due_item` has it. Days count from 1970-01-01. */
interface Item {
  /** The ledger entry that it is of. */
  readonly entryId: string;
  readonly dueDay: number;
  readonly amount: number;
  paid: number;
  settledDay: number | null;
}

export type AccountStatus = "open" | "paid" | "cured";

/**
 * How an account stands, kept by the rules of the ledger (`recordLedgerEntries` and `rollArrears`): what is paid covers
 * the items by date; what was overdue and is no more is cured; what is owed no more is paid. Amounts are cents.
 */
export class Standing {
  readonly items: Item[] = [];
  status: AccountStatus = "open";
  balance = 0;
  arrears = 0;
  /** The due day of the oldest item that is not paid, whether it is due yet or not. */
  oldestUnpaidDay: number | null = null;
  nextDueDay: number | null = null;
  /** The day as of which arrears were last counted. */
  arrearsDay = 0;
  lastPaymentDay: number | null = null;
  #lastCreditDay = 0;
  #hasBegun = false;
  readonly #tolerance: number;

  constructor(tolerance: number) {
    this.#tolerance = tolerance;
  }

  charge(
    entryId: string,
    { amount, dueDay }: Pick<Item, "amount" | "dueDay">,
    today: number,
  ): void {
    this.items.push({ entryId, dueDay, amount, paid: 0, settledDay: null });
    this.items.sort((a, b) => a.dueDay - b.dueDay);
    this.balance += amount;
    this.#cover();
    this.#restate(today);
  }

  pay(amount: number, today: number): void {
    this.lastPaymentDay = today;
    this.credit(amount, today);
  }

  credit(amount: number, today: number): void {
    this.balance -= amount;
    this.#lastCreditDay = Math.max(this.#lastCreditDay, today);
    this.#cover();
    this.#restate(today);
  }

  /** Until then only sums are kept: the time before the history is booked in one piece. */
  begin(today: number): void {
    this.#hasBegun = true;
    if (this.items.length > 0) this.#restate(today);
  }

  /** The daily close: counts again where something fell due. */
  roll(today: number): void {
    if (this.nextDueDay !== null && this.nextDueDay < today) this.#restate(today);
  }

  arrearsOn(today: number): number {
    let arrears = 0;
    for (const { dueDay, amount, paid } of this.items) if (dueDay < today) arrears += amount - paid;
    return arrears;
  }

  nextUnpaidDay(today: number): number | null {
    return (
      this.items.find((item) => item.dueDay >= today && item.paid < item.amount)?.dueDay ?? null
    );
  }

  #cover(): void {
    let left = this.items.reduce((sum, { amount }) => sum + amount, 0) - this.balance;
    for (const item of this.items) {
      const paid = Math.min(item.amount, Math.max(0, left));
      left -= item.amount;
      if (paid === item.paid) continue;
      item.paid = paid;
      item.settledDay = paid === item.amount ? this.#lastCreditDay : null;
    }
  }

  #restate(today: number): void {
    if (!this.#hasBegun) return;
    const before = this.arrears;
    const unpaid = this.items.filter(({ paid, amount }) => paid < amount);
    this.arrears = this.arrearsOn(today);
    this.arrearsDay = today;
    this.oldestUnpaidDay = unpaid[0]?.dueDay ?? null;
    this.nextDueDay = unpaid.find(({ dueDay }) => dueDay >= today)?.dueDay ?? null;
    if (this.balance <= this.#tolerance) this.status = "paid";
    else if (this.arrears > this.#tolerance) this.status = "open";
    else if (before > this.#tolerance) this.status = "cured";
    else if (this.status === "paid") this.status = "open";
  }
}
