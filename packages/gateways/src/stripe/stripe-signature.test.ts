import fc from "fast-check";
import { Stripe } from "stripe";
import { expect, test } from "vitest";
import { flipByte, flipHeader, flipOf } from "../../fakes/flip-byte.ts";
import { judgeStripeSignature, stripeDigest } from "./stripe-signature.ts";

const stripe = new Stripe("sk_test_of_no_account");
const secret = "whsec_test_secret";
const receivedAt = new Date("2026-11-23T08:00:00Z");
const now = receivedAt.getTime() / 1_000;
// The event of stripe-node's test/Webhook.spec.ts.
const payload = JSON.stringify({ id: "evt_test_webhook", object: "event" }, null, 2);
const body = Buffer.from(payload);

/** A header by Stripe's own library. */
function headerBy(options: { timestamp?: number; secret?: string; scheme?: string } = {}): string {
  const { timestamp = now, scheme = "v1" } = options;
  return stripe.webhooks.generateTestHeaderString({
    payload,
    secret: options.secret ?? secret,
    timestamp,
    scheme,
    signature: "",
    cryptoProvider: Stripe.createNodeCryptoProvider(),
  });
}

const judge = (header: string | undefined, toleranceMs = 300_000, secrets = [secret]) =>
  judgeStripeSignature(body, header, { secrets, receivedAt, toleranceMs });

// stripe-node test/crypto/helpers.ts.
test.for([
  ["", "f7f9bd47fb987337b5796fdc1fdb9ba221d0d5396814bfcaf9521f43fd8927fd"],
  [
    `{"obj1":"hello","obj2":"world"}`,
    "bebb1a643997f419b315ddba19e6f5411e1ce7f810ba6d3617ce72823092f363",
  ],
  ["\u{1F600}", "837da296d05c4fe31f61d5d7ead035099d9585a5bcde87de952012a78f0b0c43"],
] as const)("makes the published digest of %o", ([text, digest]) => {
  expect(stripeDigest(text, "test_secret")).toBe(digest);
});

test.for<[string, string, number]>([
  ["a header of its library", headerBy(), 300_000],
  ["with a bad signature beside the good one", `${headerBy()},v1=potato`, 300_000],
  ["with a digest of no meaning beside it", `${headerBy()},v1=bad_signature`, 300_000],
  ["with the scheme of tests beside it", `${headerBy()},v0=bad_signature`, 300_000],
  ["9 seconds old, where 10 may be", headerBy({ timestamp: now - 9 }), 10_000],
  ["15 seconds old, where 20 may be", headerBy({ timestamp: now - 15 }), 20_000],
])("takes %s", ([, header, toleranceMs]) => {
  expect(judge(header, toleranceMs)).toBe("signed");
});

test("takes a header that the old or the new secret signed while it is rolled", () => {
  const rolled = "whsec_rolled";
  const both = `${headerBy({ secret: rolled })},v1=${headerBy().split("v1=")[1]}`;

  expect(judge(both, 300_000, [secret])).toBe("signed");
  expect(judge(both, 300_000, [rolled])).toBe("signed");
  expect(judge(headerBy(), 300_000, [rolled, secret])).toBe("signed");
  expect(judge(headerBy(), 300_000, [rolled])).toBe("unsigned");
});

test.for<[string | undefined, string]>([
  [undefined, "malformed"],
  ["", "malformed"],
  ["bad_header", "malformed"],
  ["I'm not even a real signature header", "malformed"],
  ["v1,t=1", "malformed"],
  ["t=", "malformed"],
  [`t=${now}`, "unsigned"],
  [headerBy({ scheme: "v0" }), "unsigned"],
  [`t=${now},v1=bad_signature`, "unsigned"],
  [`t=${now},v1=${Buffer.from("deadbeef").toString("hex")}`, "unsigned"],
  [`t=${now},${headerBy()}`, "malformed"],
  [`${headerBy()}, ${headerBy()}`, "malformed"],
  [`${headerBy()},${headerBy()}`, "malformed"],
  [headerBy({ timestamp: now - 301 }), "too-old"],
  [headerBy({ timestamp: now + 301 }), "in-future"],
])("judges the header %o to be %s", ([header, verdict]) => {
  expect(judge(header)).toBe(verdict);
});

test("refuses a body with something added, and an age over the tolerance", () => {
  const options = { secrets: [secret], receivedAt };

  expect(judgeStripeSignature(Buffer.from(`${payload}[`), headerBy(), options)).toBe("unsigned");
  expect(judge(headerBy({ timestamp: now - 15 }), 10_000)).toBe("too-old");
});

test("knows no empty secret", () => {
  expect(() => judge(headerBy(), 300_000, [""])).toThrow(RangeError);
});

test("refuses each change of one byte of the body or the header", () => {
  const header = headerBy();
  fc.assert(
    fc.property(flipOf(body.length), (flip) => {
      const options = { secrets: [secret], receivedAt };
      expect(judgeStripeSignature(flipByte(body, flip), header, options)).not.toBe("signed");
    }),
    { numRuns: 2_000 },
  );
  fc.assert(
    fc.property(flipOf(header.length), (flip) => {
      expect(judge(flipHeader(header, flip))).not.toBe("signed");
    }),
    { numRuns: 2_000 },
  );
});
