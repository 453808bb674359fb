import type { MoneyMovement, PaymentStanding } from "@fairflow/engine";
import type { Dispute, PaymentIntent, Refund } from "./stripe-objects.ts";

/** How far a payment has come. A payment method that was refused leaves the page open for another: failed, not over. */
export function standingOf(intent: PaymentIntent): PaymentStanding {
  const { status, last_payment_error: error } = intent;
  if (status === "succeeded") return "paid";
  const hasFailed = status === "requires_payment_method" && error != null;
  return status === "canceled" || hasFailed ? "failed" : "pending";
}

/**
 * All money of a payment. A refund counts when it has left, `pending` included, since the bank no longer has it for us; one
 * that fails later comes back by a movement of its own. A dispute takes the money when it opens and gives it back when won.
 */
export function movementsOf(
  intent: PaymentIntent,
  refunds: readonly Refund[],
  disputes: readonly Dispute[],
): readonly MoneyMovement[] {
  if (intent.status !== "succeeded" || intent.amount_received === 0) return [];
  const paymentReference = intent.id;
  const of = (
    kind: MoneyMovement["kind"],
    reference: string,
    { amount, currency }: { readonly amount: number; readonly currency: string },
  ): MoneyMovement => ({
    kind,
    reference,
    paymentReference,
    amount,
    currency: currency.toUpperCase(),
  });
  const paid = { amount: intent.amount_received, currency: intent.currency };
  return [
    of("payment", intent.id, paid),
    ...refunds.flatMap((refund) => {
      const left = of("refund", refund.id, refund);
      const hasReturned = refund.status === "failed" || refund.status === "canceled";
      if (hasReturned) return [left, of("refund-failed", `${refund.id}:failed`, refund)];
      return refund.status === "pending" || refund.status === "succeeded" ? [left] : [];
    }),
    ...disputes.flatMap((dispute) => {
      if (dispute.status.startsWith("warning_") || dispute.status === "prevented") return [];
      const taken = of("chargeback", dispute.id, dispute);
      return dispute.status === "won"
        ? [taken, of("chargeback-won", `${dispute.id}:won`, dispute)]
        : [taken];
    }),
  ];
}
