import type { Confirmation, MoneyMovement, PaymentStanding } from "@fairflow/engine";

/** What is known of the payments of one checkout: how far it came, and the money by its reference. */
export interface PaymentCourse {
  readonly standing: PaymentStanding;
  readonly movements: ReadonlyMap<string, MoneyMovement>;
}

/** One reference is told with two amounts, currencies or meanings. No booking can be right: a person decides. */
export class ContradictingMovementError extends Error {
  override readonly name = "ContradictingMovementError";
}

const RANK: readonly PaymentStanding[] = ["pending", "failed", "paid"];

export const UNKNOWN_COURSE: PaymentCourse = { standing: "pending", movements: new Map() };

/**
 * Adds what a gateway confirms to what is known. It commutes, and adding the same again changes nothing, so that any order
 * and repetition of notices comes to the same: failed never hides a payment, and money counts once.
 *
 * @throws ContradictingMovementError
 */
export function addToCourse(course: PaymentCourse, confirmation: Confirmation): PaymentCourse {
  if (confirmation.kind !== "confirmed") return course;
  const movements = new Map(course.movements);
  for (const movement of confirmation.movements) {
    const known = movements.get(movement.reference);
    if (known !== undefined && !isSame(known, movement)) {
      throw new ContradictingMovementError(`Movement ${movement.reference} is told in two ways`);
    }
    movements.set(movement.reference, movement);
  }
  return { standing: furthest([course.standing, confirmation.standing]), movements };
}

/** The standing that counts of several: a failure never hides a payment. */
export function furthest(standings: readonly PaymentStanding[]): PaymentStanding {
  return RANK.findLast((each) => standings.includes(each)) ?? "pending";
}

/** What came less what went back, in minor units. Negative where a chargeback is known and its payment not yet. */
export function sumOf({ movements }: PaymentCourse): number {
  let sum = 0;
  for (const movement of movements.values()) sum += signedAmount(movement);
  return sum;
}

/** The amount as the ledger of a creditor sees it: positive for money that comes. */
export function signedAmount({ kind, amount }: Pick<MoneyMovement, "kind" | "amount">): number {
  switch (kind) {
    case "payment":
    case "refund-failed":
    case "chargeback-won":
      return amount;
    case "refund":
    case "chargeback":
      return -amount;
  }
}

function isSame(one: MoneyMovement, other: MoneyMovement): boolean {
  return (
    one.kind === other.kind &&
    one.amount === other.amount &&
    one.currency === other.currency &&
    one.paymentReference === other.paymentReference
  );
}
