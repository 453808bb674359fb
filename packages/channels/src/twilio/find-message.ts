import type { LookupResult } from "@fairflow/engine";
import { z } from "zod";
import type { TwilioSender } from "./twilio-settings.ts";

/** What we still know of a message of which nobody knows whether Twilio took it. */
export interface Recollection {
  /** E.164. */
  readonly to: string;
  /** Undefined where a crash took the text with it. */
  readonly body: string | undefined;
  /** When its sender claimed it: it was written within seconds of that or never. */
  readonly claimedAt: Date;
  /** What other attempts to this number are already known by. */
  readonly takenIds: ReadonlySet<string>;
  /** Whether another attempt to this number is in doubt as well: then nobody can say which of them arrived. */
  readonly hasRivals: boolean;
}

/** A message as Twilio lists it. */
export const ListedMessage = z.object({
  sid: z.string().regex(/^(SM|MM)[0-9a-f]{32}$/u),
  to: z.string(),
  from: z.string().nullish(),
  messagingServiceSid: z.string().nullish(),
  body: z.string(),
  direction: z.string(),
  dateCreated: z.date(),
});
export type ListedMessage = z.infer<typeof ListedMessage>;

/** How far the two clocks and the time from claim to creation may lie apart. */
const AROUND_MS = 120_000;

/**
 * Twilio shows nothing of ours in a message but its text and its time, and cannot promise that a request which it has
 * not seen will never arrive. So a message is found when exactly one fits, and otherwise nothing is known.
 */
export function findMessage(
  listed: readonly ListedMessage[],
  known: Recollection,
  sender: TwilioSender,
): LookupResult {
  const fitting = listed.filter(
    (message) =>
      message.direction === "outbound-api" &&
      message.to === known.to &&
      isFrom(message, sender) &&
      Math.abs(message.dateCreated.getTime() - known.claimedAt.getTime()) <= AROUND_MS &&
      // An account on trial puts a sentence before each text.
      (known.body === undefined || message.body.endsWith(known.body)) &&
      !known.takenIds.has(message.sid),
  );
  const [found] = fitting;
  if (found === undefined || fitting.length > 1 || known.hasRivals) return { kind: "unknown" };
  return { kind: "accepted", providerId: found.sid };
}

function isFrom(message: ListedMessage, sender: TwilioSender): boolean {
  return sender.kind === "service"
    ? message.messagingServiceSid === sender.sid
    : message.from === sender.from;
}
