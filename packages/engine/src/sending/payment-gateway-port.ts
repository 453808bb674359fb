/** A page of a payment gateway that a debtor is sent to. */
export interface CheckoutRequest {
  readonly paymentLinkId: string;
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
  readonly returnUrl: string;
}

export type Checkout =
  | { readonly kind: "open"; readonly url: string; readonly reference: string }
  | { readonly kind: "unavailable"; readonly code: string };

/** What a gateway says became of a checkout. No answer is the last: a failed payment may still succeed. */
export type PaymentNotice =
  | {
      readonly kind: "paid";
      /** The gateway's own number of the payment, the same however often it is told. */
      readonly paymentReference: string;
      readonly paymentLinkId: string;
      readonly amount: number;
      readonly currency: string;
    }
  | { readonly kind: "failed"; readonly paymentLinkId: string; readonly code: string }
  | { readonly kind: "ignored"; readonly why: string };

/** A way to take money. */
export interface PaymentGatewayPort {
  readonly name: string;
  /** Whether it moves money. One that does excludes a moved clock. */
  readonly isLive: boolean;
  readonly checkout: (request: CheckoutRequest) => Promise<Checkout>;
  /** Reads a notice over its raw bytes. Undefined for one whose signature is wrong: it is never stored. */
  readonly readNotice: (
    body: Uint8Array,
    headers: Readonly<Record<string, string>>,
  ) => { readonly providerId: string; readonly notice: PaymentNotice } | undefined;
}
