import type { DeliveryFault } from "@fairflow/engine";

/** What a code of Twilio means to us. */
export type CodeMeaning =
  | { readonly kind: "opted-out" }
  | { readonly kind: "dead-address" }
  /** Surely not sent, and worth another try after so long. */
  | { readonly kind: "later"; readonly afterMs: number }
  | { readonly kind: "failed"; readonly fault: DeliveryFault };

const MINUTE_MS = 60_000;

/**
 * Codes that mean more than "refused". twilio.com/docs/api/errors; the newer ones for numbers from its change log of
 * 2024-07-10. Twilio adds codes at any time: one that is not listed is a plain refusal.
 */
const MEANINGS: Readonly<Record<string, CodeMeaning>> = {
  // The person replied STOP to this sender.
  "21610": { kind: "opted-out" },
  // The sender's queue holds more than ten hours of messages: 21611 at once, 30001 afterwards.
  "21611": { kind: "later", afterMs: 10 * MINUTE_MS },
  "30001": { kind: "failed", fault: "queue-full" },
  "30036": { kind: "failed", fault: "expired" },
  // Too many requests, concurrent requests, or messages.
  "14107": { kind: "later", afterMs: MINUTE_MS },
  "20429": { kind: "later", afterMs: 30_000 },
  "21730": { kind: "later", afterMs: 10 * MINUTE_MS },
  "63018": { kind: "later", afterMs: MINUTE_MS },
  "63038": { kind: "later", afterMs: 60 * MINUTE_MS },
  // Credentials or the account itself: a person mends it, and what waits goes out then.
  "20003": { kind: "later", afterMs: 5 * MINUTE_MS },
  "20005": { kind: "later", afterMs: 30 * MINUTE_MS },
  "30002": { kind: "later", afterMs: 30 * MINUTE_MS },
  // No phone that could read it: not a number, no mobile, a landline, a premium service, nobody's.
  "21211": { kind: "dead-address" },
  "21268": { kind: "dead-address" },
  "21614": { kind: "dead-address" },
  "21635": { kind: "dead-address" },
  "30005": { kind: "dead-address" },
  "30006": { kind: "dead-address" },
  // Switched off, roaming or barred for now.
  "30003": { kind: "failed", fault: "unreachable" },
  "30004": { kind: "failed", fault: "unreachable" },
  // Carriers took it for unwanted.
  "30007": { kind: "failed", fault: "filtered" },
  "30034": { kind: "failed", fault: "filtered" },
};

export function meaningOfCode(code: string): CodeMeaning | undefined {
  return Object.hasOwn(MEANINGS, code) ? MEANINGS[code] : undefined;
}

/** What a code says of a message that had been accepted. */
export function faultOfCode(code: string): DeliveryFault {
  const meaning = meaningOfCode(code);
  if (meaning === undefined) return "other";
  switch (meaning.kind) {
    case "opted-out":
    case "dead-address":
      return meaning.kind;
    case "failed":
      return meaning.fault;
    case "later":
      return "queue-full";
  }
}
