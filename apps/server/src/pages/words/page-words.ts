/** What the pages say to a debtor, in one language. A new language is one more table like this. */
export interface PageWords {
  /** Its own name, for the choice of languages. */
  readonly name: string;
  /** From January on. */
  readonly months: readonly string[];
  readonly back: string;
  readonly send: string;
  readonly optional: string;
  readonly demoAnswer: (answer: string) => string;
  readonly ask: {
    readonly title: string;
    readonly why: string;
    readonly wrong: string;
    readonly tooMany: string;
    readonly next: string;
    readonly notMe: string;
  };
  /** What is asked for before anything is shown. */
  readonly facts: {
    readonly idDigits: string;
    readonly birthDate: string;
    readonly accountDigits: string;
    readonly postalCode: string;
    readonly customerDigits: string;
  };
  readonly dead: { readonly title: string; readonly text: string };
  readonly fault: { readonly title: string; readonly text: string };
  readonly noFacts: { readonly title: string; readonly text: string };
  readonly due: {
    readonly title: string;
    readonly from: (brand: string, client: string) => string;
    readonly dear: (name: string) => string;
    readonly customer: string;
    readonly owed: string;
    readonly overdue: string;
    readonly reference: string;
    readonly nothing: string;
    readonly disputed: string;
    readonly barred: string;
    readonly also: string;
    readonly languages: string;
  };
  readonly pay: {
    readonly title: string;
    readonly how: string;
    readonly full: string;
    readonly arrears: string;
    readonly instalment: string;
    readonly settlement: string;
    readonly part: string;
    readonly partAmount: (least: string) => string;
    readonly by: string;
    /** By the name of a gateway's adapter. */
    readonly ways: Readonly<Record<string, string>>;
    readonly now: string;
    readonly note: string;
    readonly wrongAmount: (least: string, most: string) => string;
    readonly changed: string;
    readonly unavailable: string;
    readonly noWay: string;
    readonly goOn: string;
    readonly goOnText: string;
    readonly settlementUntil: (day: string) => string;
  };
  /** How to pay without a gateway. */
  readonly eft: {
    readonly title: string;
    readonly bank: string;
    readonly holder: string;
    readonly account: string;
    readonly branch: string;
    readonly till: string;
    readonly reference: string;
    readonly note: string;
  };
  readonly done: {
    readonly paid: string;
    readonly thanks: string;
    readonly nothingOwed: string;
    readonly waiting: string;
    readonly waitingText: string;
    readonly failed: string;
    readonly failedText: string;
    readonly again: string;
    readonly close: string;
    readonly overview: string;
  };
  readonly receipt: {
    readonly list: string;
    readonly title: string;
    readonly paidOn: string;
    readonly amount: string;
    readonly number: string;
    readonly takenBack: string;
    readonly keep: string;
  };
  readonly plan: {
    readonly link: string;
    readonly title: string;
    readonly text: string;
    readonly amount: string;
    readonly first: string;
    readonly every: string;
    readonly monthly: string;
    readonly fortnightly: string;
    readonly weekly: string;
    readonly income: string;
    readonly home: string;
    readonly food: string;
    readonly transport: string;
    readonly debts: string;
    readonly other: string;
    readonly people: string;
    readonly budget: string;
    readonly propose: string;
    readonly accepted: string;
    readonly proposed: string;
    readonly last: (day: string) => string;
    readonly next: (amount: string, day: string) => string;
    readonly wrong: string;
  };
  readonly later: {
    readonly link: string;
    readonly title: string;
    readonly text: string;
    readonly when: string;
    readonly amount: string;
    readonly promise: string;
    readonly promised: (amount: string, day: string) => string;
    readonly agreed: string;
    readonly wrong: string;
    readonly cannot: string;
    readonly cannotText: string;
    readonly reasons: Readonly<
      Record<"income" | "illness" | "bereavement" | "counselling" | "other", string>
    >;
    readonly tell: string;
    readonly heard: string;
    readonly heardText: string;
  };
  readonly paid: {
    readonly link: string;
    readonly title: string;
    readonly text: string;
    readonly day: string;
    readonly amount: string;
    readonly proof: string;
    readonly proofHint: string;
    readonly wrong: string;
    readonly wrongFile: string;
    readonly heard: string;
    readonly heardText: (day: string) => string;
  };
  readonly dispute: {
    readonly link: string;
    readonly title: string;
    readonly text: string;
    readonly account: string;
    readonly reason: string;
    readonly reasons: Readonly<Record<DisputeReason, string>>;
    readonly amount: string;
    readonly statement: string;
    readonly evidence: string;
    readonly open: string;
    readonly heard: string;
    readonly heardText: string;
    readonly missing: string;
  };
  readonly write: {
    readonly link: string;
    readonly title: string;
    readonly text: string;
    readonly kind: string;
    readonly kinds: Readonly<Record<"query" | "complaint", string>>;
    readonly send: string;
    readonly heard: string;
    /** The day by which they are answered, where one is set. */
    readonly heardText: (day: string | undefined) => string;
    readonly missing: string;
  };
  readonly notMe: {
    readonly title: string;
    readonly text: string;
    readonly where: string;
    readonly channels: Readonly<Record<"sms" | "email" | "letter", string>>;
    readonly confirm: string;
    readonly heard: string;
    readonly heardText: string;
  };
  readonly preferences: string;
}

/** Why somebody says that a debt is not as asked. The codes are what is kept. */
export const DISPUTE_REASONS = [
  "amount",
  "already-paid",
  "not-mine",
  "service",
  "fraud",
  "too-old",
  "other",
] as const;
export type DisputeReason = (typeof DISPUTE_REASONS)[number];
