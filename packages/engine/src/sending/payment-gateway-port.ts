/** A page of a payment gateway that a debtor is sent to. */
export interface CheckoutRequest {
  readonly paymentLinkId: string;
  /**
   * Ours for this try to pay, and the only word of ours that the gateway learns. Asked again with the same id and the same
   * rest, the same page opens.
   */
  readonly checkoutId: string;
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
  /** What the gateway's page calls it. It goes to a stranger: nothing about the debtor or the creditor. */
  readonly description: string;
  /** The gateway learns both addresses, so that no token of a pay link stands in them. */
  readonly returnUrl: string;
  readonly cancelUrl: string;
  readonly expiresAt: Date;
}

export type Checkout =
  | { readonly kind: "open"; readonly url: string; readonly reference: string }
  /** The page opens by a form that the browser posts, its fields in this order. */
  | {
      readonly kind: "form";
      readonly url: string;
      readonly fields: readonly (readonly [name: string, value: string])[];
      readonly reference: string;
    }
  | { readonly kind: "unavailable"; readonly code: string };

/** A notice as it came, before anybody believes it. Names of headers are in lower case. */
export interface CameNotice {
  /** The raw bytes: a signature is over these and no others. */
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  /** The address of the socket, or of the trusted proxy's word: never a header that the sender writes. */
  readonly remoteAddress?: string | undefined;
  /** Real time, never the moved clock. */
  readonly receivedAt: Date;
}

export type NoticeFault =
  | "unsigned"
  | "too-old"
  | "in-future"
  | "malformed"
  | "wrong-source"
  /** Of a test in an installation that moves money, the other way round, or of another merchant. */
  | "not-ours";

export type OpenedNotice =
  /** The same event has the same id however often it is told. */
  | { readonly kind: "genuine"; readonly eventId: string }
  | { readonly kind: "refused"; readonly why: NoticeFault };

/** What was asked for when a checkout was opened. */
export interface AskedPayment {
  readonly paymentLinkId: string;
  readonly amount: number;
  readonly currency: string;
}

export type FindAsked = (checkoutId: string) => Promise<AskedPayment | undefined>;

/** How far a payment has come. It only ever rises, and failed stands below paid: a late success counts. */
export type PaymentStanding = "pending" | "failed" | "paid";

/** Money that came, or that went back. Each is booked once by its reference, in whatever order it becomes known. */
export interface MoneyMovement {
  readonly kind: "payment" | "refund" | "refund-failed" | "chargeback" | "chargeback-won";
  /** The gateway's own number of this movement, the same however often it is told. */
  readonly reference: string;
  /** The reference of the payment that it is, or belongs to. */
  readonly paymentReference: string;
  /** Positive minor units. A refund and a chargeback take it away, the others bring it. */
  readonly amount: number;
  readonly currency: string;
}

/** What a genuine notice comes to when the gateway itself has been asked. */
export type Confirmation =
  | {
      readonly kind: "confirmed";
      readonly paymentLinkId: string;
      readonly standing: PaymentStanding;
      /** All that is known of this payment by now, not only what the notice told. */
      readonly movements: readonly MoneyMovement[];
    }
  /** Genuine, and not as asked: a person decides. */
  | { readonly kind: "odd"; readonly why: string }
  | { readonly kind: "ignored"; readonly why: string }
  /** The gateway could not be asked now. Nothing is known, and nothing may be booked. */
  | { readonly kind: "ask-again"; readonly why: string };

/** A way to take money. Adapters never throw for what a gateway, or whoever plays one, may send. */
export interface PaymentGatewayPort {
  readonly name: string;
  /** Whether it moves money. One that does excludes a moved clock. */
  readonly isLive: boolean;
  /** Where its pages stand, as `https://host`: a browser is sent from ours to these and no others. */
  readonly pageOrigins: readonly string[];
  /** Of the notices that it sends. */
  readonly contentType: "application/json" | "application/x-www-form-urlencoded";
  readonly checkout: (request: CheckoutRequest) => Promise<Checkout>;
  /** Checks a notice without asking anybody. One that is refused is never stored. */
  readonly open: (came: CameNotice) => OpenedNotice;
  /** Reads the kept bytes of a genuine notice and asks the gateway before anything is booked. */
  readonly confirm: (body: Uint8Array, findAsked: FindAsked) => Promise<Confirmation>;
}
