import { createHmac, timingSafeEqual } from "node:crypto";

export interface Received {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

const TOLERANCE_S = 300;

/**
 * Whether a message was signed with the secret (https://www.standardwebhooks.com): HMAC-SHA256 over `id.timestamp.body`.
 * Of several signatures one is enough, so that a secret can be exchanged.
 */
export function isGenuine({ headers, body }: Received, secret: string, now: Date): boolean {
  const id = headers["webhook-id"] ?? "";
  const timestamp = headers["webhook-timestamp"] ?? "";
  if (!(Math.abs(now.getTime() / 1_000 - Number(timestamp)) <= TOLERANCE_S)) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const good = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest();
  return (headers["webhook-signature"] ?? "").split(" ").some((each) => {
    const given = Buffer.from(each.replace(/^v1,/, ""), "base64");
    return each.startsWith("v1,") && given.length === good.length && timingSafeEqual(given, good);
  });
}
