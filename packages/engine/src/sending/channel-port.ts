import type { MessageChannel } from "@fairflow/interpreter";
import type { LetterPart } from "@fairflow/template";

/** One message as it leaves. It exists in memory only; what was said is stored encrypted. */
export interface OutgoingMessage {
  /** The provider's reference of ours: it is looked up by it, and where the provider can it refuses a second one. */
  readonly attemptId: string;
  readonly channel: MessageChannel;
  /** E.164, an e-mail address, or a postal address with its lines. */
  readonly to: string;
  readonly subject: string | undefined;
  /** As plain text: the whole of an SMS, the text part of a mail, and what is kept of a letter. */
  readonly body: string;
  /** The HTML part of a mail that was designed; without it the mail is made of its text. */
  readonly html?: string | undefined;
  /** What a letter of blocks says below its subject; without it the letter is made of its text. */
  readonly letter?: readonly LetterPart[] | undefined;
  readonly language: string;
  /** Files that go with a mail to our own people; a debtor is sent none. */
  readonly attachments?: readonly MailAttachment[] | undefined;
  /** The end of the window that the gate allowed: a provider that still keeps the message then drops it. */
  readonly leaveBefore?: Date | undefined;
  /** The page that takes the opt-out of the address that it goes to: `POST` acts, `GET` shows (RFC 8058). */
  readonly optOutUrl?: string | undefined;
}

export interface MailAttachment {
  readonly name: string;
  /** Its media type. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Asked just before the provider is written to: false once a stop fact has committed or the claim is too old (I7). */
export type MayStillGo = () => Promise<boolean>;

/** What a refusal says of the address itself: its owner has opted out, or nobody can be reached there. */
export type AddressFault = "opted-out" | "dead";

export type SendResult =
  | { readonly kind: "accepted"; readonly providerId: string }
  /** Never to be tried again. */
  | { readonly kind: "refused"; readonly code: string; readonly address?: AddressFault | undefined }
  /** Surely not sent: too many requests, no connection, or given back because it may no longer go. */
  | { readonly kind: "retry-later"; readonly code: string; readonly afterMs: number }
  /** The request was written and nobody knows what became of it. */
  | { readonly kind: "in-doubt"; readonly code: string };

export type LookupResult =
  | { readonly kind: "accepted"; readonly providerId: string }
  /** The provider never had it, and will refuse it if it still arrives. */
  | { readonly kind: "not-received" }
  | { readonly kind: "unknown" };

/** What a provider charged for one message, as it writes it: "0.00750" has more places than a currency's minor unit. */
export interface MessagePrice {
  readonly amount: string;
  readonly currency: string;
  /** Parts that an SMS was sent in. */
  readonly parts: number;
}

/** A way to reach people on one channel. Adapters never throw for what a provider may answer. */
export interface ChannelPort {
  readonly name: string;
  /** Whether it reaches people. One that does excludes a moved clock. */
  readonly isLive: boolean;
  /** What its account allows, shared by all processes; may be a fraction. Without a number nothing is limited. */
  readonly messagesPerSecond?: number | undefined;
  readonly send: (message: OutgoingMessage, mayStillGo: MayStillGo) => Promise<SendResult>;
  /** What became of a message. Absent where the provider cannot say; then a person is asked. */
  readonly lookup?: (attemptId: string) => Promise<LookupResult>;
  /** What an accepted message has cost. Undefined until the provider knows. */
  readonly priceOf?: (providerId: string) => Promise<MessagePrice | undefined>;
}

export type ChannelPorts = Readonly<Partial<Record<MessageChannel, ChannelPort>>>;

const GIVEN_BACK_CODE = "given-back";

/** The answer of an adapter that was told not to go. */
export const GIVEN_BACK: SendResult = { kind: "retry-later", code: GIVEN_BACK_CODE, afterMs: 0 };

/** Whether nobody was asked anything: neither the provider nor the attempt is to be blamed. */
export function wasGivenBack({ code }: { readonly code: string }): boolean {
  return code === GIVEN_BACK_CODE;
}
