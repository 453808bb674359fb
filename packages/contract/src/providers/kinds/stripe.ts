import type { ProviderKind } from "../provider-kind.ts";

export const stripeKind: ProviderKind = {
  kind: "stripe",
  title: "Stripe",
  about: "Cards and more, on Stripe's own page (Checkout).",
  purpose: "payment",
  fields: [],
  secrets: [
    {
      name: "secretKey",
      label: "Secret or restricted key",
      hint: "A restricted key needs Checkout Sessions (write), and PaymentIntents, Refunds and Disputes (read). One with _test_ moves no money.",
      isRequired: true,
    },
    {
      name: "webhookSecret",
      label: "Signing secret",
      hint: "Of the endpoint below, on Stripe's dashboard. It begins with whsec_.",
      isRequired: true,
    },
  ],
  callbacks: [
    {
      path: "",
      label: "Webhook endpoint",
      hint: "Events: checkout.session.completed, checkout.session.async_payment_succeeded, checkout.session.async_payment_failed, checkout.session.expired, charge.refunded, refund.updated, charge.dispute.created, charge.dispute.closed.",
    },
  ],
};
