import {
  WEBHOOK_EVENT_WORDS,
  WebhookEventType,
  type WebhookDeliveryView,
  type WebhookEndpointView,
} from "@fairflow/contract";
import type { Tone } from "@fairflow/ui";

interface Said {
  readonly tone: Tone;
  readonly words: string;
}

/** How a webhook is, in a word and a sentence. */
export function endpointState(
  endpoint: WebhookEndpointView,
  formatInstant: (ms: number) => string,
): Said & { readonly about: string } {
  const { isOn, disabled, failingSinceMs, lastDeliveredMs, waiting, failed, eventTypes } = endpoint;
  const told = eventTypes.length === 0 ? "Told nothing by itself; steps of flows may ask it." : "";
  const last =
    lastDeliveredMs === null
      ? "Nothing was taken yet."
      : `Last took a message ${formatInstant(lastDeliveredMs)}.`;
  const open = [
    ...(waiting > 0 ? [`${waiting} waiting`] : []),
    ...(failed > 0 ? [`${failed} given up`] : []),
  ];
  const counts = open.length === 0 ? "" : ` ${open.join(", ")}.`;
  const about = `${told} ${last}${counts}`.trim();
  if (disabled !== null) {
    const why =
      disabled.why === "gone"
        ? `It said that it is gone, ${formatInstant(disabled.atMs)}.`
        : `It took nothing for five days and was switched off, ${formatInstant(disabled.atMs)}.`;
    return { tone: "bad", words: "Switched off by itself", about: `${why}${counts}` };
  }
  if (!isOn) return { tone: "neutral", words: "Off", about };
  if (failingSinceMs !== null) {
    const since = `Takes nothing since ${formatInstant(failingSinceMs)}; it is tried again.`;
    return { tone: "warn", words: "Failing", about: `${since}${counts}` };
  }
  return { tone: "ok", words: "On", about };
}

/** Nobody has answered yet: it was not tried, or its first try is under way. */
export function isUnanswered({
  statusCode,
  fault,
}: Pick<WebhookDeliveryView, "statusCode" | "fault">): boolean {
  return statusCode === null && fault === null;
}

export function deliveryState(delivery: WebhookDeliveryView): Said {
  const { status } = delivery;
  switch (status) {
    case "delivered":
      return { tone: "ok", words: "Taken" };
    case "waiting":
      return isUnanswered(delivery)
        ? { tone: "neutral", words: "On its way" }
        : { tone: "warn", words: "Tried again" };
    case "failed":
      return { tone: "bad", words: "Given up" };
    case "cancelled":
      return { tone: "neutral", words: "Not needed any more" };
  }
}

const FAULTS: ReadonlyMap<string, string> = new Map([
  ["address-not-public", "Not reached: its address is not public"],
  ["not-https", "Not reached: it speaks no https"],
  ["credentials-in-url", "Not reached: its address holds a name or password"],
  ["port-not-allowed", "Not reached: this port is not spoken to"],
  ["connect-timeout", "It did not open a connection in time"],
  ["no-answer", "It did not answer in time"],
  ["ECONNREFUSED", "It refused the connection"],
  ["ECONNRESET", "It broke the connection off"],
  ["ENOTFOUND", "Its name is not known"],
  ["EAI_AGAIN", "Its name could not be looked up"],
  ["ETIMEDOUT", "It did not open a connection in time"],
  ["EHOSTUNREACH", "Nothing leads to its address"],
  ["CERT_HAS_EXPIRED", "Its certificate has expired"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "Its certificate is signed by nobody else"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "Its certificate cannot be traced to an authority"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "Its certificate is of another name"],
  ["demo", "Not sent: a demo tells nobody beyond this machine"],
  ["endpoint-removed", "The webhook was removed"],
]);

/** What came back of a try. */
export function answerWords({
  statusCode,
  fault,
}: Pick<WebhookDeliveryView, "statusCode" | "fault">): string {
  if (statusCode !== null) return `Answered ${statusCode}`;
  return fault === null ? "Not tried yet" : (FAULTS.get(fault) ?? `Not reached (${fault})`);
}

export function eventWords(type: string): string {
  const known = WebhookEventType.safeParse(type);
  if (known.success) return WEBHOOK_EVENT_WORDS[known.data];
  return type === "flow.step" ? "A step asks" : "Test message";
}
