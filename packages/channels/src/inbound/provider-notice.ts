import type { ReplyMeaning } from "@fairflow/engine";
import type { DeliveryReport } from "@fairflow/engine";

/** What a provider tells us of its own accord, once its signature was found good. */
export type ProviderNotice =
  | {
      readonly kind: "delivery";
      /** The same however often it is told: the notice is stored once by it. */
      readonly key: string;
      readonly providerId: string;
      /** Ours, where the provider gives it back: a notice may come before the answer that names `providerId`. */
      readonly attemptId: string | undefined;
      readonly report: DeliveryReport;
    }
  | {
      readonly kind: "reply";
      readonly key: string;
      readonly providerId: string;
      /** E.164. */
      readonly from: string;
      /** Our own number or short code that was written to. */
      readonly to: string;
      readonly body: string;
      readonly meaning: ReplyMeaning;
      /** Whether the provider has answered a call for help by itself: nobody else need. */
      readonly answersHelp?: boolean;
    }
  | { readonly kind: "ignored"; readonly why: string };

/** A request as it came in. The host it names is not part of it: addresses come from the settings. */
export interface ProviderRequest {
  /** The request target with its query, byte for byte as it was received. */
  readonly target: string;
  /** By lower-case name; a header that came twice is joined by a comma, which no signature survives. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Refused requests are answered with their status and nothing else, and never stored. */
export type NoticesReading =
  | { readonly ok: true; readonly notices: readonly CameNotice[] }
  | { readonly ok: false; readonly status: 400 | 403 | 413 | 415; readonly why: string };

/** A notice and what is kept to show that it came: all of the request, or of one with several its own part. */
export interface CameNotice {
  readonly notice: ProviderNotice;
  readonly body: Uint8Array;
}
