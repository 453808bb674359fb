import { z } from "zod";
import { Id, InstantMs } from "../values.ts";
import { WebhookEventType } from "./event-types.ts";

export const WebhookEndpointView = z.strictObject({
  id: Id,
  name: z.string(),
  url: z.string(),
  eventTypes: z.array(z.string()),
  isOn: z.boolean(),
  /** Where it was switched off by itself: since when, and whether it said that it is gone or failed for days. */
  disabled: z.strictObject({ atMs: InstantMs, why: z.enum(["gone", "failing"]) }).nullable(),
  /** Since when every try has failed; null where the last one did not. */
  failingSinceMs: InstantMs.nullable(),
  /** While a secret is being changed two sign. */
  hasPreviousSecret: z.boolean(),
  waiting: z.int(),
  failed: z.int(),
  lastDeliveredMs: InstantMs.nullable(),
  changedBy: z.string(),
  changedAtMs: InstantMs,
});
export type WebhookEndpointView = z.infer<typeof WebhookEndpointView>;

export const WebhookStatus = z.enum(["waiting", "delivered", "failed", "cancelled"]);
export type WebhookStatus = z.infer<typeof WebhookStatus>;

export const WebhookDeliveryView = z.strictObject({
  id: Id,
  endpointId: Id,
  endpoint: z.string(),
  /** The `webhook-id`: the same for each try and each redelivery. */
  messageId: z.string(),
  eventType: z.string(),
  status: WebhookStatus,
  tries: z.int(),
  nextTryMs: InstantMs.nullable(),
  createdAtMs: InstantMs,
  endedAtMs: InstantMs.nullable(),
  /** Of the last try: the status that came back, or a code for why none did. */
  statusCode: z.int().nullable(),
  fault: z.string().nullable(),
});
export type WebhookDeliveryView = z.infer<typeof WebhookDeliveryView>;

export const WebhookTryView = z.strictObject({
  atMs: InstantMs,
  tookMs: z.int(),
  statusCode: z.int().nullable(),
  fault: z.string().nullable(),
  /** How the answer begins. */
  answer: z.string(),
});
export type WebhookTryView = z.infer<typeof WebhookTryView>;

export const WebhookSettings = z.strictObject({
  name: z.string().trim().min(1).max(60),
  url: z.url({ protocol: /^https?$/, error: "Write https:// and a host" }).max(1000),
  /** None for one that only steps of flows call. */
  eventTypes: z.array(WebhookEventType).max(WebhookEventType.options.length),
  isOn: z.boolean(),
});
export type WebhookSettings = z.infer<typeof WebhookSettings>;
