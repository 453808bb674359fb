import { createHmac } from "node:crypto";
import { equalBytes } from "../webhook/equal-bytes.ts";
import { judgeTime, TOLERANCE_MS } from "../webhook/judge-time.ts";

/** The hex HMAC-SHA256 that Stripe's `v1` scheme puts over `t.body`. */
export function stripeDigest(signed: string | Uint8Array, secret: string): string {
  return createHmac("sha256", secret).update(signed).digest("hex");
}

/**
 * Judges a `Stripe-Signature` header, `t=<seconds>,v1=<hex>[,v1=...]`, over the raw body. Any one `v1` by any active secret
 * is enough, as while a secret is rolled; other schemes, such as the `v0` of tests, count for nothing. Unlike Stripe's own
 * libraries it also refuses a time in the future, and a header with two times.
 * https://docs.stripe.com/webhooks#verify-manually
 *
 * @throws RangeError where a secret is empty: anybody could sign
 */
export function judgeStripeSignature(
  body: Uint8Array,
  header: string | undefined,
  options: {
    readonly secrets: readonly string[];
    readonly receivedAt: Date;
    readonly toleranceMs?: number;
  },
): "signed" | "unsigned" | "too-old" | "in-future" | "malformed" {
  const { secrets, receivedAt, toleranceMs = TOLERANCE_MS } = options;
  if (secrets.includes("")) throw new RangeError("A webhook secret is not empty");
  const items = (header ?? "").split(",").map((item) => /^([a-z0-9]+)=(.*)$/.exec(item));
  if (items.includes(null)) return "malformed";
  const valuesOf = (name: string) =>
    items.flatMap((item) => (item?.[1] === name ? [item[2] ?? ""] : []));
  const [seconds, ...moreTimes] = valuesOf("t");
  if (seconds === undefined || moreTimes.length > 0) return "malformed";
  const time = judgeTime(seconds, receivedAt, toleranceMs);
  if (time === "malformed") return time;
  const signed = Buffer.concat([Buffer.from(`${seconds}.`), body]);
  const good = secrets.map((secret) => stripeDigest(signed, secret));
  const isSigned = valuesOf("v1").some((each) => good.some((one) => equalBytes(one, each)));
  if (!isSigned) return "unsigned";
  return time === "timely" ? "signed" : time;
}
