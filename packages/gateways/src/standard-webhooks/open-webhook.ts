import type { CameNotice, OpenedNotice } from "@fairflow/engine";
import { equalBytes } from "../webhook/equal-bytes.ts";
import { judgeTime, TOLERANCE_MS } from "../webhook/judge-time.ts";
import { WEBHOOK_ID, webhookSignature } from "./sign-webhook.ts";

/**
 * Checks a message by Standard Webhooks 1.0. A signature is one of a list, `v1,<base64>` each, and is good if any active
 * secret made it; other schemes than v1 are passed over.
 *
 * @throws RangeError for a secret without a key
 */
export function openWebhook(
  { body, headers, receivedAt }: Pick<CameNotice, "body" | "headers" | "receivedAt">,
  {
    secrets,
    toleranceMs = TOLERANCE_MS,
  }: { readonly secrets: readonly string[]; readonly toleranceMs?: number },
): OpenedNotice {
  const id = headers["webhook-id"] ?? "";
  const timestamp = headers["webhook-timestamp"] ?? "";
  const given = (headers["webhook-signature"] ?? "")
    .split(" ")
    .flatMap((each) => (each.startsWith("v1,") ? [each.slice("v1,".length)] : []));
  if (!WEBHOOK_ID.test(id)) return { kind: "refused", why: "malformed" };
  const time = judgeTime(timestamp, receivedAt, toleranceMs);
  if (time !== "timely") return { kind: "refused", why: time };
  const good = secrets.map((secret) => webhookSignature({ id, timestamp, body }, secret));
  const isSigned = given.some((each) => good.some((one) => equalBytes(one, each)));
  return isSigned ? { kind: "genuine", eventId: id } : { kind: "refused", why: "unsigned" };
}
