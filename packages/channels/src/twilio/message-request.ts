import type { OutgoingMessage } from "@fairflow/engine";
import type { MessageListInstanceCreateOptions } from "twilio/lib/rest/api/v2010/account/message.js";
import { validSeconds } from "../http/valid-seconds.ts";
import { statusAddress } from "../inbound/callback-paths.ts";
import type { TwilioSettings } from "./twilio-settings.ts";

/** Twilio keeps a message for at most ten hours. */
const MOST_SECONDS = 36_000;

/**
 * What Twilio is asked to send. Its queue drops the message when the window that the gate allowed is over.
 *
 * @returns undefined where too little of the window is left to begin
 */
export function messageRequest(
  { settings, callbackUrl }: { readonly settings: TwilioSettings; readonly callbackUrl: string },
  { attemptId, to, body, leaveBefore }: OutgoingMessage,
  now: Date,
): MessageListInstanceCreateOptions | undefined {
  const validityPeriod = validSeconds(leaveBefore, now, MOST_SECONDS);
  if (validityPeriod === undefined) return undefined;
  return {
    to,
    body,
    ...senderOf(settings),
    validityPeriod,
    statusCallback: statusAddress(callbackUrl, attemptId),
  };
}

function senderOf({
  sender,
}: TwilioSettings): Pick<MessageListInstanceCreateOptions, "from" | "messagingServiceSid"> {
  return sender.kind === "service" ? { messagingServiceSid: sender.sid } : { from: sender.from };
}
