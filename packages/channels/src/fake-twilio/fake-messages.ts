import type { Acceptance } from "./fake-ledger.ts";
import type { Fault } from "./fault.ts";

/** A message as the fake keeps it. */
export interface FakeMessage extends Acceptance {
  status: string;
  errorCode: number | null;
}

/** As Twilio's API writes a message. Prices stand only once it has left. */
export function messageJson(message: FakeMessage, accountSid: string): Record<string, unknown> {
  const hasLeft = message.status === "sent" || message.status === "delivered";
  const created = new Date(message.at).toUTCString().replace("GMT", "+0000");
  return {
    account_sid: accountSid,
    api_version: "2010-04-01",
    body: message.body,
    date_created: created,
    date_sent: hasLeft ? created : null,
    date_updated: created,
    direction: "outbound-api",
    error_code: message.errorCode,
    error_message: null,
    from: message.from === "" ? null : message.from,
    messaging_service_sid: message.messagingServiceSid,
    num_media: "0",
    num_segments: String(Math.max(1, Math.ceil(message.body.length / 153))),
    price: hasLeft ? "-0.00750" : null,
    price_unit: "USD",
    sid: message.sid,
    status: message.status,
    subresource_uris: {},
    to: message.to,
    uri: `/2010-04-01/Accounts/${accountSid}/Messages/${message.sid}.json`,
  };
}

interface Change {
  readonly status: string;
  readonly errorCode: number | null;
}

const SENT: Change = { status: "sent", errorCode: null };
const DELIVERED: Change = { status: "delivered", errorCode: null };

/** The changes that are told of a message; others are sent and then delivered. */
const CHANGES: Partial<Readonly<Record<Fault, readonly Change[]>>> = {
  overflows: [{ status: "failed", errorCode: 30_001 }],
  expires: [{ status: "failed", errorCode: 30_036 }],
  "callbacks-thrice": [SENT, SENT, SENT, DELIVERED, DELIVERED, DELIVERED],
  "callbacks-reversed": [DELIVERED, SENT],
};

/** There is no callback for the status that a message begins with. */
export function changesOf({ fault }: Pick<Acceptance, "fault">): readonly Change[] {
  return CHANGES[fault] ?? [SENT, DELIVERED];
}
