/** What may be wrong, so that somebody has to look. */
export const TROUBLE_KINDS = [
  "flow-held",
  "run-overdue",
  "message-in-doubt",
  "run-poisoned",
  "notice-unread",
  "notice-refused",
  "provider-resting",
  "provider-silent",
  "feed-late",
  "statement-late",
  "webhook-failing",
] as const;
export type TroubleKind = (typeof TROUBLE_KINDS)[number];

/** What a person may do about it. Each can be done twice without doing more, under the locks of the engine. */
export const TROUBLE_ACTIONS = [
  /** Lets a flow that stopped by itself go on. */
  "release",
  /** Has it looked at, asked about or tried again; nothing is sent by this that may have been sent. */
  "retry",
  /** A message in doubt was sent: its run goes on. */
  "was-sent",
  /** A message in doubt was not sent: its run asks the gate for another. */
  "was-not-sent",
  /** It is left as it is, for good. */
  "skip",
  /** A task asks a person. */
  "hand-over",
] as const;
export type TroubleAction = (typeof TROUBLE_ACTIONS)[number];

/** One thing that is wrong. Ids, numbers and codes; names of flows, providers and portfolios, never of people. */
export interface Trouble {
  readonly kind: TroubleKind;
  /** Of its kind. */
  readonly id: string;
  /** Whom or what it is about, in a word: a flow's, a provider's, a portfolio's name. */
  readonly about: string;
  /** Since when: the engine's time, but real time for providers, notices and webhooks. */
  readonly since: Date;
  /** A code that says why, where there are several reasons: an error code, a kind of hold. */
  readonly code: string | null;
  /** Figures that the words need. */
  readonly facts: Readonly<Record<string, number | string | null>>;
  readonly flowId: string | null;
  /** The first of the people whom it touches, and how many they are; null where nobody counts them. */
  readonly people: readonly { readonly debtorId: string; readonly accountId: string | null }[];
  readonly peopleCount: number | null;
  readonly actions: readonly TroubleAction[];
}

/** Of one kind so many are read; a person who sees as many looks at the cause and not at each. */
export const MOST_OF_A_KIND = 100;
