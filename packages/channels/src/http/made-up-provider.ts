import type { HttpSettings } from "./http-settings.ts";

/** Settings of a made-up SMS house that speaks as the South African ones do, for the tests. */
export function madeUpProvider(more: Partial<HttpSettings> = {}): HttpSettings {
  return {
    sender: "27600000000",
    hearsReplies: true,
    mostValidSeconds: 36_000,
    request: {
      method: "POST",
      url: "https://sms.example/v2/send",
      headers: { authorization: "Bearer {{secret.apiKey}}" },
      body: {
        kind: "json",
        value: {
          messages: [{ to: "{{toDigits}}", text: "{{body}}", ref: "ff-{{attemptId}}" }],
          validity: "{{validSeconds}}",
          notify: "{{callbackUrl}}",
        },
      },
    },
    answer: {
      statuses: [200, 202],
      accepted: { path: "$.messages[0].accepted", equals: ["true"] },
      id: "$.messages[0].id",
      error: "$.messages[0].error.code",
      meanings: { "105": "dead-address", OPTOUT: "opted-out", FULL: "later", MAYBE: "in-doubt" },
    },
    callback: {
      verification: {
        kind: "hmac",
        secret: "callback",
        header: "x-signature",
        algorithm: "sha256",
        encoding: "hex",
        prefix: "sha256=",
      },
      format: "json",
      delivery: {
        id: "$.id",
        status: "$.status",
        error: "$.reason",
        statuses: { DELIVRD: "delivered", UNDELIV: "failed", ENROUTE: "sent" },
        faults: { EXPIRED: "expired" },
      },
      reply: { id: "$.replyId", from: "$.msisdn", to: "$.shortCode", body: "$.text" },
    },
    ...more,
  };
}
