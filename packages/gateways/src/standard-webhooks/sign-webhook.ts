import { createHmac } from "node:crypto";
import { webhookKey } from "./webhook-key.ts";

export interface OutgoingWebhook {
  /** The same for each try of one message. No full stop: it would blur where the id ends in the signed text. */
  readonly id: string;
  /** Of this try, not of the event. */
  readonly sentAt: Date;
  readonly body: Uint8Array;
}

export interface WebhookHeaders {
  readonly "webhook-id": string;
  readonly "webhook-timestamp": string;
  readonly "webhook-signature": string;
}

/** What an id may be, ours and others'. */
export const WEBHOOK_ID = /^[\x21-\x2d\x2f-\x7e]{1,256}$/;

/**
 * Signs a message by Standard Webhooks 1.0: HMAC-SHA256 over `id.timestamp.body`. While a secret is being changed both sign,
 * so that the receiver may change at its own time.
 *
 * @param secrets the newest first
 * @throws RangeError for an id or a secret that cannot be used
 */
export function signWebhook(message: OutgoingWebhook, secrets: readonly string[]): WebhookHeaders {
  if (!WEBHOOK_ID.test(message.id))
    throw new RangeError("A webhook's id has no spaces or full stops");
  if (secrets.length === 0) throw new RangeError("A webhook is signed by at least one secret");
  const timestamp = String(Math.floor(message.sentAt.getTime() / 1_000));
  const signed = { id: message.id, timestamp, body: message.body };
  return {
    "webhook-id": message.id,
    "webhook-timestamp": timestamp,
    "webhook-signature": secrets
      .map((secret) => `v1,${webhookSignature(signed, secret)}`)
      .join(" "),
  };
}

/** The base64 of one signature. `timestamp` is the header's text, which is what was signed. */
export function webhookSignature(
  signed: { readonly id: string; readonly timestamp: string; readonly body: Uint8Array },
  secret: string,
): string {
  return createHmac("sha256", webhookKey(secret))
    .update(`${signed.id}.${signed.timestamp}.`)
    .update(signed.body)
    .digest("base64");
}
