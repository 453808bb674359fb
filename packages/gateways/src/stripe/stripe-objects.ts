import { z } from "zod";

/** What is read of an event: whom it is about, not what it claims. The rest is asked for. */
export const StripeEvent = z.object({
  id: z.string().regex(/^evt_\w{1,250}$/),
  object: z.literal("event"),
  type: z.string(),
  livemode: z.boolean(),
  data: z.object({
    object: z.object({
      id: z.string(),
      object: z.string(),
      payment_intent: z.string().nullish(),
    }),
  }),
});
export type StripeEvent = z.infer<typeof StripeEvent>;

export const CheckoutSession = z.object({
  id: z.string(),
  object: z.literal("checkout.session"),
  url: z.url().nullish(),
  client_reference_id: z.string().nullish(),
  status: z.string().nullish(),
  payment_intent: z.string().nullish(),
});

export const PaymentIntent = z.object({
  id: z.string(),
  object: z.literal("payment_intent"),
  livemode: z.boolean(),
  /** Stripe keeps its lists of states open: one that is not known here says nothing of money. */
  status: z.string(),
  /** Stripe's smallest unit of the currency. */
  amount: z.int().nonnegative(),
  amount_received: z.int().nonnegative(),
  currency: z.string().regex(/^[a-z]{3}$/),
  metadata: z.record(z.string(), z.string()),
  last_payment_error: z.unknown(),
});
export type PaymentIntent = z.infer<typeof PaymentIntent>;

const Refund = z.object({
  id: z.string(),
  amount: z.int().positive(),
  currency: z.string(),
  status: z.string().nullable(),
});
export type Refund = z.infer<typeof Refund>;

const Dispute = z.object({
  id: z.string(),
  amount: z.int().positive(),
  currency: z.string(),
  /** `warning_*` is an enquiry of the bank: no money moves. */
  status: z.string(),
});
export type Dispute = z.infer<typeof Dispute>;

export const Refunds = z.object({ data: z.array(Refund), has_more: z.boolean() });
export const Disputes = z.object({ data: z.array(Dispute), has_more: z.boolean() });
