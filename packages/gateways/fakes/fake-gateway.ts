/** What happens to a payment at a gateway, each act once and only where it can. */
export const ACTS = ["pend", "fail", "pay", "refund", "dispute", "win"] as const;
export type Act = (typeof ACTS)[number];

export interface FakeRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface FakeAnswer {
  readonly status: number;
  readonly body: string;
}

export interface FakeNotice {
  readonly url: string;
  readonly body: string;
  /** Signed when it leaves: a retry has a time of its own. */
  readonly headers: (now: Date) => Readonly<Record<string, string>>;
}

/** Money as the gateway's own books have it, signed: positive where the merchant receives it. */
export interface FakeMoney {
  readonly checkoutId: string;
  readonly amount: number;
}

/** A gateway that moves no money, written from its documents and not from our adapter. */
export interface FakeGateway {
  readonly answer: (request: FakeRequest) => FakeAnswer;
  /** Writes the books first, then gives the notices that tell of it. */
  readonly act: (checkoutId: string, act: Act) => readonly FakeNotice[];
}

export type WriteBooks = (money: FakeMoney) => void;

/** Of no account anywhere. */
export const FAKE_KEYS = {
  stripeKey: "sk_test_of_no_account",
  stripeSecret: "whsec_of_no_account",
  payfastMerchant: "10000100",
  payfastKey: "46f0cd694581a",
  payfastPassphrase: "a passphrase, of nobody's!",
  ozowSite: "TSTSTE0001",
  ozowPrivateKey: "of-no-account",
  ozowApiKey: "of-no-account-either",
} as const;

/** The fields of a form, for those who trust their sender. */
export function fieldsOf(body: string): ReadonlyMap<string, string> {
  return new Map(new URLSearchParams(body));
}
